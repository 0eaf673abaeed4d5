import { renderCountedTest } from "./counted_test.js";
import { CARD_PARTS } from "./question_card.js";
import { hotspotPart } from "./question_hotspot.js";

CARD_PARTS.hotspot = hotspotPart;

export default { render: renderCountedTest };
