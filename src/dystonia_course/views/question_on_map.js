import { renderQuestion } from "./question.js";
import { CARD_PARTS } from "./question_card.js";
import { hotspotPart } from "./question_hotspot.js";

CARD_PARTS.hotspot = hotspotPart;

export default { render: renderQuestion };
