// Which picture belongs to which step. A scene takes the moment of its short film (0 to 1; 1 is the still picture) and the type of toxin.
import { blockedScene, cutScene, renewalScene, sproutScene } from "./junction_block.js";
import { arrivalScene, bindingScene, crossingScene, uptakeScene } from "./junction_entry.js";
import { calciumScene, recoveryScene, releaseScene, responseScene, restingScene, zipScene } from "./junction_release.js";
import { wholeScene } from "./junction_whole.js";

const CLOSE_UPS = {
  impulse: restingScene, calcium: calciumScene, zipper: zipScene, release: releaseScene, response: responseScene,
  arrival: arrivalScene, binding: bindingScene, uptake: uptakeScene, crossing: crossingScene, cut: cutScene, silence: blockedScene,
  renewal: renewalScene, sprouts: sproutScene, recovery: recoveryScene,
};
export const SCENE_NAMES = Object.keys(CLOSE_UPS);
export const wholePicture = (step, t) => wholeScene(step, t);
export const closeUpPicture = (step, t, type) => CLOSE_UPS[step](t, type);
