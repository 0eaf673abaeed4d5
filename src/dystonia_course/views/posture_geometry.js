// Written from science/posture.py and science/posture_names.py by views/posture_translation.py. Change those, not this.
// Axes, signs and units are explained there: centimetres, degrees, x forward, y to the person's left, z up.


export const NECK_ROTATION_LIMIT_DEG = 40.0;

export const NECK_TILT_LIMIT_DEG = 25.0;

export const NECK_FLEXION_LIMIT_DEG = 25.0;

export const HEAD_ROTATION_LIMIT_DEG = 45.0;

export const HEAD_TILT_LIMIT_DEG = 20.0;

export const HEAD_FLEXION_LIMIT_DEG = 25.0;

export const HEAD_JOINT_CM = [2.0, 0.0, 11.5];

export const NECK_LANDMARKS_CM = {
  "c7": [0.0, 0.0, 0.9],
  "c6": [0.5, 0.0, 2.7],
  "c5": [1.1, 0.0, 4.5],
  "c4": [1.6, 0.0, 6.3],
  "c3": [1.9, 0.0, 8.1],
  "c2": [2.0, 0.0, 10.0],
  "larynx": [6.7, 0.0, 3.7],
};

export const HEAD_LANDMARKS_CM = {
  "nose_tip": [13.0, 0.0, 1.9],
  "chin": [10.6, 0.0, -4.7],
  "vertex": [-0.6, 0.0, 16.2],
  "left_ear": [0.8, 7.2, 3.5],
  "right_ear": [0.8, -7.2, 3.5],
};

export const TRUNK_LANDMARKS_CM = {
  "sternal_notch": [5.6, 0.0, -3.8],
  "left_shoulder": [0.0, 18.5, -3.5],
  "right_shoulder": [0.0, -18.5, -3.5],
};

export function rotation_matrix(rotation_deg, tilt_deg, flexion_deg) {
  let x, y, z, angle, sine, versine;
  x = (-tilt_deg * Math.PI) / 180.0;
  y = (flexion_deg * Math.PI) / 180.0;
  z = (rotation_deg * Math.PI) / 180.0;
  angle = Math.sqrt(((x * x) + (y * y)) + (z * z));
  sine = 1.0;
  versine = 0.5;
  if (angle > 1e-06) {
    sine = Math.sin(angle) / angle;
    versine = (1.0 - Math.cos(angle)) / (angle * angle);
  }
  return [[1.0 - (versine * ((y * y) + (z * z))), ((versine * x) * y) - (sine * z), ((versine * x) * z) + (sine * y)], [((versine * x) * y) + (sine * z), 1.0 - (versine * ((x * x) + (z * z))), ((versine * y) * z) - (sine * x)], [((versine * x) * z) - (sine * y), ((versine * y) * z) + (sine * x), 1.0 - (versine * ((x * x) + (y * y)))]];
}

export function product(a, b) {
  return [0, 1, 2].map((i) => [0, 1, 2].map((j) => ((a[i][0] * b[0][j]) + (a[i][1] * b[1][j])) + (a[i][2] * b[2][j])));
}

export function turned(matrix, point_cm) {
  return [0, 1, 2].map((i) => ((matrix[i][0] * point_cm[0]) + (matrix[i][1] * point_cm[1])) + (matrix[i][2] * point_cm[2]));
}

export function neck_frame(posture) {
  return rotation_matrix(posture.neck_rotation_deg, posture.neck_tilt_deg, posture.neck_flexion_deg);
}

export function head_frame(posture) {
  let own;
  own = rotation_matrix(posture.head_rotation_deg, posture.head_tilt_deg, posture.head_flexion_deg);
  return product(neck_frame(posture), own);
}

export function head_joint(posture) {
  return turned(neck_frame(posture), HEAD_JOINT_CM);
}

export function head_point(posture, point_cm) {
  let moved, joint;
  moved = turned(head_frame(posture), point_cm);
  joint = head_joint(posture);
  return [joint[0] + moved[0], joint[1] + moved[1], joint[2] + moved[2]];
}

export function neck_share(height_cm) {
  let level;
  level = Math.min(Math.max(height_cm / HEAD_JOINT_CM[2], 0.0), 1.0);
  return level * (2.0 - level);
}

export function neck_point(posture, point_cm) {
  let share, turn;
  share = neck_share(point_cm[2]);
  turn = rotation_matrix(share * posture.neck_rotation_deg, share * posture.neck_tilt_deg, share * posture.neck_flexion_deg);
  return turned(turn, point_cm);
}

export function landmarks(posture) {
  let points;
  points = {};
  for (const [name, point_cm] of Object.entries(TRUNK_LANDMARKS_CM)) {
    points[name] = point_cm;
  }
  for (const [name, point_cm] of Object.entries(NECK_LANDMARKS_CM)) {
    points[name] = neck_point(posture, point_cm);
  }
  for (const [name, point_cm] of Object.entries(HEAD_LANDMARKS_CM)) {
    points[name] = head_point(posture, point_cm);
  }
  points["head_joint"] = head_joint(posture);
  return points;
}

export function mirrored(posture) {
  return {...posture, neck_rotation_deg: -posture.neck_rotation_deg, neck_tilt_deg: -posture.neck_tilt_deg, head_rotation_deg: -posture.head_rotation_deg, head_tilt_deg: -posture.head_tilt_deg};
}

export function common_angle(neck_deg, head_deg) {
  let size;
  if ((neck_deg * head_deg) >= 0.0) {
    return 0.0;
  }
  size = Math.min(Math.abs(neck_deg), Math.abs(head_deg));
  return neck_deg > 0.0 ? size : -size;
}

export function lateral_shift_deg(posture) {
  return common_angle(posture.neck_tilt_deg, posture.head_tilt_deg);
}

export function sagittal_shift_deg(posture) {
  return common_angle(posture.neck_flexion_deg, posture.head_flexion_deg);
}

export function with_lateral_shift(posture, shift_deg) {
  return {...posture, neck_tilt_deg: shift_deg, head_tilt_deg: -shift_deg};
}

export function with_sagittal_shift(posture, shift_deg) {
  return {...posture, neck_flexion_deg: shift_deg, head_flexion_deg: -shift_deg};
}

export const NEUTRAL_BELOW_DEG = 5.0;

export const UPRIGHT_WITHIN_DEG = 5.0;

export function form_name(part, plane, direction) {
  let ending;
  ending = part === "neck" ? "collis" : "caput";
  if (plane === "rotation") {
    return `${direction} torti${ending}`;
  }
  if (plane === "tilt") {
    return `${direction} latero${ending}`;
  }
  return direction === "forward" ? `ante${ending}` : `retro${ending}`;
}

export function shift_name(plane, direction) {
  return plane === "tilt" ? `lateral shift to the ${direction}` : `${direction} sagittal shift`;
}

export function component(part, plane, angle_deg) {
  let direction;
  direction = angle_deg > 0.0 ? "left" : "right";
  if (plane === "flexion") {
    direction = angle_deg > 0.0 ? "forward" : "backward";
  }
  return {part: part, plane: plane, direction: direction, name: form_name(part, plane, direction), size_deg: Math.abs(angle_deg)};
}

export function components(posture) {
  let every;
  every = [component("neck", "rotation", posture.neck_rotation_deg), component("head", "rotation", posture.head_rotation_deg), component("neck", "tilt", posture.neck_tilt_deg), component("head", "tilt", posture.head_tilt_deg), component("neck", "flexion", posture.neck_flexion_deg), component("head", "flexion", posture.head_flexion_deg)];
  return [...every.filter((one) => one.size_deg >= NEUTRAL_BELOW_DEG)].sort((a, b) => ((one) => -one.size_deg)(a) - ((one) => -one.size_deg)(b));
}

export function shifts(posture) {
  let bent, necks, heads, found;
  bent = components(posture).filter((one) => one.plane !== "rotation");
  necks = bent.filter((one) => one.part === "neck");
  heads = bent.filter((one) => one.part === "head");
  found = [];
  for (const neck of necks) {
    for (const head of heads) {
      if (neck.plane === head.plane && neck.direction !== head.direction) {
        found.push({name: shift_name(neck.plane, neck.direction), plane: neck.plane, direction: neck.direction, neck: neck, head: head, size_deg: Math.min(neck.size_deg, head.size_deg)});
      }
    }
  }
  return found;
}

export function entries(posture) {
  let in_a_shift, items;
  in_a_shift = [];
  items = [];
  for (const shift of shifts(posture)) {
    items.push({name: shift.name, size_deg: Math.max(shift.neck.size_deg, shift.head.size_deg), parts: [shift.neck, shift.head]});
    in_a_shift.push(shift.neck.name);
    in_a_shift.push(shift.head.name);
  }
  for (const one of components(posture)) {
    if (in_a_shift.filter((item) => item === one.name).length === 0) {
      items.push({name: one.name, size_deg: one.size_deg, parts: [one]});
    }
  }
  return [...items].sort((a, b) => ((item) => -item.size_deg)(a) - ((item) => -item.size_deg)(b));
}

export function posture_name(posture) {
  let names;
  names = entries(posture).map((item) => item.name);
  if (names.length === 0) {
    return "neutral";
  }
  if (names.length === 1) {
    return names[0];
  }
  return `${names[0]} with ${joined(names.slice(1))}`;
}

export function joined(names) {
  if (names.length < 2) {
    return names.join("");
  }
  return (names.slice(0, -1).join(", ") + " and ") + names.at(-1);
}

export function whole(angle_deg) {
  return Math.floor(angle_deg + 0.5);
}

export function movement(one) {
  let size, turn;
  size = `${whole(one.size_deg)} degrees`;
  if (one.plane === "rotation") {
    turn = `The ${one.part} turns ${size} to the person's ${one.direction}`;
    return one.part === "head" ? `${turn}, and the chin goes with it.` : `${turn} and takes the head along.`;
  }
  if (one.plane === "tilt") {
    return `The ${one.part} tilts ${size} to the person's ${one.direction}.`;
  }
  return `The ${one.part} bends ${size} ${one.direction}.`;
}

export function sum_in_words(shift) {
  let neck, head;
  neck = `neck ${whole(shift.neck.size_deg)}° ${shift.neck.direction}`;
  head = `head ${whole(shift.head.size_deg)}° ${shift.head.direction}`;
  return `${neck} + ${head} = ${shift.name}`;
}

export function balance_in_words(shift) {
  let rest, where, larger, way;
  rest = shift.neck.size_deg - shift.head.size_deg;
  where = shift.plane === "tilt" ? "off the midline" : `too far ${shift.direction}`;
  if (Math.abs(rest) < UPRIGHT_WITHIN_DEG) {
    return `The head stays upright but sits ${where}.`;
  }
  larger = rest > 0.0 ? shift.neck : shift.head;
  way = shift.plane === "tilt" ? `to the person's ${larger.direction}` : larger.direction;
  return `The ${larger.part} goes further, so the head also stays ${whole(Math.abs(rest))} degrees ${way}.`;
}

export function larynx_in_words(posture) {
  let turns;
  turns = components(posture).filter((one) => one.plane === "rotation");
  for (const one of turns) {
    if (one.part === "neck") {
      return `The turn of the neck swings the larynx off the midline, to the person's ${one.direction}.`;
    }
  }
  return turns.length === 0 ? "" : "The turn is in the head alone, so the turn does not move the larynx.";
}

export function described_in_words(posture) {
  let present, name, sentences, larynx;
  present = components(posture);
  if (present.length === 0) {
    return "Neutral: head and neck are upright, the face points forward, and the larynx is over the sternal notch.";
  }
  name = posture_name(posture);
  sentences = [`${name[0].toUpperCase()}${name.slice(1)}.`];
  for (const one of present) {
    sentences.push(movement(one));
  }
  for (const shift of shifts(posture)) {
    sentences.push(balance_in_words(shift));
  }
  larynx = larynx_in_words(posture);
  if (larynx !== "") {
    sentences.push(larynx);
  }
  return sentences.join(" ");
}

export const NAMED_POSTURES = {
  "right torticollis": {neck_rotation_deg: -30, neck_tilt_deg: 0.0, neck_flexion_deg: 0.0, head_rotation_deg: 0.0, head_tilt_deg: 0.0, head_flexion_deg: 0.0},
  "left torticollis": {neck_rotation_deg: 30, neck_tilt_deg: 0.0, neck_flexion_deg: 0.0, head_rotation_deg: 0.0, head_tilt_deg: 0.0, head_flexion_deg: 0.0},
  "right torticaput": {neck_rotation_deg: 0.0, neck_tilt_deg: 0.0, neck_flexion_deg: 0.0, head_rotation_deg: -30, head_tilt_deg: 0.0, head_flexion_deg: 0.0},
  "left torticaput": {neck_rotation_deg: 0.0, neck_tilt_deg: 0.0, neck_flexion_deg: 0.0, head_rotation_deg: 30, head_tilt_deg: 0.0, head_flexion_deg: 0.0},
  "right laterocollis": {neck_rotation_deg: 0.0, neck_tilt_deg: -20, neck_flexion_deg: 0.0, head_rotation_deg: 0.0, head_tilt_deg: 0.0, head_flexion_deg: 0.0},
  "left laterocollis": {neck_rotation_deg: 0.0, neck_tilt_deg: 20, neck_flexion_deg: 0.0, head_rotation_deg: 0.0, head_tilt_deg: 0.0, head_flexion_deg: 0.0},
  "right laterocaput": {neck_rotation_deg: 0.0, neck_tilt_deg: 0.0, neck_flexion_deg: 0.0, head_rotation_deg: 0.0, head_tilt_deg: -20, head_flexion_deg: 0.0},
  "left laterocaput": {neck_rotation_deg: 0.0, neck_tilt_deg: 0.0, neck_flexion_deg: 0.0, head_rotation_deg: 0.0, head_tilt_deg: 20, head_flexion_deg: 0.0},
  "antecollis": {neck_rotation_deg: 0.0, neck_tilt_deg: 0.0, neck_flexion_deg: 25, head_rotation_deg: 0.0, head_tilt_deg: 0.0, head_flexion_deg: 0.0},
  "antecaput": {neck_rotation_deg: 0.0, neck_tilt_deg: 0.0, neck_flexion_deg: 0.0, head_rotation_deg: 0.0, head_tilt_deg: 0.0, head_flexion_deg: 20},
  "retrocollis": {neck_rotation_deg: 0.0, neck_tilt_deg: 0.0, neck_flexion_deg: -25, head_rotation_deg: 0.0, head_tilt_deg: 0.0, head_flexion_deg: 0.0},
  "retrocaput": {neck_rotation_deg: 0.0, neck_tilt_deg: 0.0, neck_flexion_deg: 0.0, head_rotation_deg: 0.0, head_tilt_deg: 0.0, head_flexion_deg: -20},
  "lateral shift to the right": {neck_rotation_deg: 0.0, neck_tilt_deg: -20, neck_flexion_deg: 0.0, head_rotation_deg: 0.0, head_tilt_deg: 20, head_flexion_deg: 0.0},
  "lateral shift to the left": {neck_rotation_deg: 0.0, neck_tilt_deg: 20, neck_flexion_deg: 0.0, head_rotation_deg: 0.0, head_tilt_deg: -20, head_flexion_deg: 0.0},
  "forward sagittal shift": {neck_rotation_deg: 0.0, neck_tilt_deg: 0.0, neck_flexion_deg: 25, head_rotation_deg: 0.0, head_tilt_deg: 0.0, head_flexion_deg: -25},
  "backward sagittal shift": {neck_rotation_deg: 0.0, neck_tilt_deg: 0.0, neck_flexion_deg: -20, head_rotation_deg: 0.0, head_tilt_deg: 0.0, head_flexion_deg: 20},
};
