// Practice: "set the drawing to ..." and "name this posture", with an explanation after each answer. The tasks come with
// the widget in a fixed order; here is what is right about an answer, and why.
import {
  balance_in_words, components, joined, larynx_in_words, movement, posture_name, shifts, sum_in_words,
} from "./posture_geometry.js";

const PLANES = { rotation: "horizontal plane", tilt: "frontal plane", flexion: "sagittal plane" };
export const capital = (text) => text[0].toUpperCase() + text.slice(1);
const same = (a, b) => a.part === b.part && a.plane === b.plane && a.direction === b.direction;

// The description of a drawing without the name that is asked for.
export function movementsInWords(posture) {
  const present = components(posture);
  return present.length === 0 ? "The drawing is neutral." : present.map(movement).join(" ");
}

// What one basic form is: which part, which plane, which way.
export function definition(one) {
  const name = capital(one.name);
  const only = one.part === "head" ? "the head alone" : "the neck";
  const along = one.part === "neck" ? " and takes the head along" : "";
  if (one.plane === "rotation") return `${name}: ${only} turns (${PLANES.rotation})${along}; the chin points to their ${one.direction}.`;
  if (one.plane === "tilt") return `${name}: ${only} tilts to their ${one.direction} (${PLANES.tilt})${along}.`;
  return `${name}: ${only} bends ${one.direction} (${PLANES.flexion})${along}.`;
}

function levelRule(one) {
  return one.part === "head" ? "-caput means the head alone, -collis the neck." : "-collis means the neck, -caput the head alone.";
}

function sideRule(one) {
  if (one.plane === "rotation") return "The side of a turn is where the chin points, and it is the person's own side.";
  if (one.plane === "tilt") return "The side is the person's own: in the front view, their left is on the right.";
  return "Ante- is forward, retro- is backward.";
}

// One wrong component beside the one that was asked for.
function confusion(asked, given, verb) {
  const here = `${verb} ${given.name}`;
  if (given.part !== asked.part && given.direction !== asked.direction) {
    return `${here}: part and direction both differ. ${capital(levelRule(asked))} ${sideRule(asked)}`;
  }
  if (given.part !== asked.part) return `${here}: that is the ${given.part}. ${capital(levelRule(asked))}`;
  return `${here}: that is the other ${asked.plane === "flexion" ? "way" : "side"}. ${sideRule(asked)}`;
}

function sumRule(posture) {
  return shifts(posture).map((shift) => `A shift is a sum: ${sum_in_words(shift)}. ${balance_in_words(shift)}`);
}

// Compares an answer (a posture, set or chosen) with the posture that was asked for.
export function explain(task, answer) {
  const asked = task.ask === "set" ? task.target : task.options[task.answer];
  const askedParts = components(asked);
  const given = components(answer);
  const missing = askedParts.filter((one) => !given.some((other) => same(one, other)));
  const extra = given.filter((one) => !askedParts.some((other) => same(one, other)));
  if (missing.length === 0 && extra.length === 0) {
    const larynx = larynx_in_words(asked);
    return { correct: true, sentences: [...askedParts.map(definition), ...sumRule(asked), ...(larynx ? [larynx] : [])] };
  }
  const verb = task.ask === "set" ? "You have" : "You chose";
  const sentences = [];
  const explained = [];
  if (given.length === 0) sentences.push("The drawing still counts as neutral: angles under 5° are not named.");
  for (const one of missing) {
    const near = extra.find((other) => other.plane === one.plane && !explained.includes(other));
    if (near) {
      explained.push(near);
      sentences.push(confusion(one, near, verb), definition(one));
    } else {
      const what = definition(one);
      sentences.push(`${task.ask === "set" ? "Missing is" : "In the drawing is"} ${what[0].toLowerCase()}${what.slice(1)}`);
    }
  }
  sentences.push(...sumRule(asked));
  const rest = extra.filter((one) => !explained.includes(one));
  if (rest.length > 0) {
    const named = joined(rest.map((one) => `${one.name} (${PLANES[one.plane]})`));
    if (task.ask === "set") sentences.push(`Also mixed in: ${named}. As it is, the drawing would be called ${posture_name(answer)}.`);
    else sentences.push(`You chose ${named}, which is not in this drawing.`);
    sentences.push("Torti- is a turn, latero- a tilt, ante- and retro- a bend.");
  }
  return { correct: false, sentences };
}

export function taskText(task) {
  return task.ask === "set" ? `Set the drawing to ${posture_name(task.target)}.` : "Name this posture.";
}

// Every basic form by its parts, for the list of postures that can be set.
export const formGroups = (names) => [
  ["Head (caput)", names.filter((name) => name.includes("caput"))],
  ["Neck (collis)", names.filter((name) => name.includes("collis"))],
  ["Shift (neck + head)", names.filter((name) => name.includes("shift"))],
];
