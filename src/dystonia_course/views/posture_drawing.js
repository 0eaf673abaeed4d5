// Draws one view of the figure (front, side or above) as SVG. All three show the same surfaces and marks; a view is only
// a direction to look from. Picture units are hundredths of a centimetre.
import { svg } from "./dom.js";
import { head_frame, head_joint, landmarks } from "./posture_geometry.js";
import { headMesh } from "./posture_head.js";
import { neckMesh, poseNeck, trunkMesh } from "./posture_bust.js";
import { outlinePath, regionPath, smoothLine } from "./posture_contours.js";
import { bustFeatures, headFeatures } from "./posture_features.js";
import { CM, drawMarks, markParts, setPath } from "./posture_marks.js";

// For each view: the picture's left-to-right, top-to-bottom and towards-the-viewer axes as [axis, sign], where the light
// comes from in the picture, and the frame.
export const VIEWS = {
  front: { title: "Front", across: [1, 1], down: [2, -1], near: [0, 1], light: [-0.45, -0.55, 0.7], frame: [-2400, -3180, 4800, 4500] },
  side: { title: "Side", across: [0, 1], down: [2, -1], near: [1, -1], light: [0.5, -0.5, 0.7], frame: [-2260, -3180, 4800, 4500] },
  above: { title: "Above", across: [1, 1], down: [0, 1], near: [2, 1], light: [-0.5, -0.25, 0.82], frame: [-2400, -2100, 4800, 4500] },
};

let shared = null;
function figure() {
  shared ??= { head: headMesh(), neck: neckMesh(), trunk: trunkMesh(), face: headFeatures(), chest: bustFeatures() };
  return shared;
}

// The surfaces in one posture, computed once for all views.
export function posed(posture) {
  const { head, neck } = figure();
  poseNeck(neck, posture);
  const frame = head_frame(posture);
  const joint = head_joint(posture);
  const out = head.posed;
  const [[a, b, c], [d, e, f], [g, h, k]] = frame;
  for (let i = 0; i < head.x.length; i++) {
    const x = head.x[i];
    const y = head.y[i];
    const z = head.z[i];
    out.x[i] = a * x + b * y + c * z + joint[0];
    out.y[i] = d * x + e * y + f * z + joint[1];
    out.z[i] = g * x + h * y + k * z + joint[2];
    const nx = head.nx[i];
    const ny = head.ny[i];
    const nz = head.nz[i];
    out.nx[i] = a * nx + b * ny + c * nz;
    out.ny[i] = d * nx + e * ny + f * nz;
    out.nz[i] = g * nx + h * ny + k * nz;
  }
  return { posture, frame, joint, marks: landmarks(posture) };
}

// A surface as one view sees it: where its points are in the picture, whether they face the viewer, how they are lit.
class SeenSurface {
  constructor(mesh) {
    this.mesh = mesh;
    const size = mesh.rows * mesh.columns;
    for (const name of ["across", "down", "near", "facing", "light", "field"]) this[name] = new Float32Array(size);
  }

  look(view, points) {
    const axes = [points.x, points.y, points.z];
    const slopes = [points.nx, points.ny, points.nz];
    const [u, v, w] = [axes[view.across[0]], axes[view.down[0]], axes[view.near[0]]];
    const [nu, nv, nw] = [slopes[view.across[0]], slopes[view.down[0]], slopes[view.near[0]]];
    const [us, vs, ws] = [CM * view.across[1], CM * view.down[1], view.near[1]];
    const [lu, lv, lw] = [view.light[0] * view.across[1], view.light[1] * view.down[1], view.light[2] * ws];
    const { across, down, near, facing, light } = this;
    for (let i = 0; i < across.length; i++) {
      across[i] = us * u[i];
      down[i] = vs * v[i];
      near[i] = ws * w[i];
      facing[i] = ws * nw[i];
      light[i] = lu * nu[i] + lv * nv[i] + lw * nw[i];
    }
  }

  // The part that faces the viewer, within `inside` (a field of the mesh) and, if `below` is given, darker than that.
  // `dark` is a field of places that are dark wherever the light is; `rows` are the only ones to look at.
  region(inside, below, dark, rows = [0, this.mesh.rows]) {
    const { field, facing, light, mesh } = this;
    const from = rows[0] * mesh.columns;
    const to = rows[1] * mesh.columns;
    if (inside === undefined) field.set(facing);
    else for (let i = from; i < to; i++) field[i] = inside[i] < facing[i] ? inside[i] : facing[i];
    if (dark !== undefined) {
      for (let i = from; i < to; i++) {
        const shade = below - light[i] > dark[i] ? below - light[i] : dark[i];
        if (shade < field[i]) field[i] = shade;
      }
    } else if (below !== undefined) {
      for (let i = from; i < to; i++) if (below - light[i] < field[i]) field[i] = below - light[i];
    }
    return regionPath(mesh.columns, field, this.across, this.down, rows[0], rows[1]);
  }

  outline(drawn, inside, inner) {
    const { field, facing } = this;
    for (let i = 0; i < field.length; i++) field[i] = inside !== undefined && inside[i] < facing[i] ? inside[i] : facing[i];
    return outlinePath(this.mesh.columns, field, this.near, this.across, this.down, drawn, inner);
  }
}

// Painted in this order, the later over the earlier. The first three show the back of the head where the neck is in front
// of it: from the front, when the head is tipped back.
const LAYERS = [
  ["behindSkin", "skin"], ["behindHair", "hair"], ["behindOutline", "ink"],
  ["neckSkin", "skin"], ["neckShade", "shade"], ["neckLines", "thin"], ["shirt", "shirt"], ["shirtShade", "shirt-shade"],
  ["shirtLines", "thin"], ["trunkOutline", "ink"], ["neckOutline", "ink"],
  ["earFar0", "skin ink"], ["earFar1", "skin ink"], ["earFarLines", "thin"],
  ["headSkin", "skin"], ["headShade", "shade"], ["headDeep", "shade"],
  ["lips", "lips"], ["whites", "white"], ["iris", "iris"], ["pupil", "dark"], ["lids", "ink"], ["folds", "thin"], ["faceLines", "thin"],
  ["noseSkin", "skin"], ["noseShade", "shade"], ["nostrils", "dark"], ["noseLines", "thin"], ["mouth", "line"], ["brows", "brow"],
  ["hair", "hair"], ["hairShade", "hair-shade"], ["strands", "strands"],
  ["headOutline", "ink"], ["earNear0", "skin ink"], ["earNear1", "skin ink"], ["earNearLines", "thin"],
];

export class PostureView {
  constructor(name) {
    this.name = name;
    this.view = VIEWS[name];
    const { head, neck } = figure();
    this.head = new SeenSurface(head);
    this.neck = new SeenSurface(neck);
    this.svg = svg("svg", { viewBox: this.view.frame.join(" "), class: `posture-view posture-${name}`, role: "img", focusable: "false" });
    this.parts = {};
    for (const [key, className] of LAYERS) {
      this.parts[key] = svg("path", { class: className, "data-layer": key });
      this.svg.append(this.parts[key]);
    }
    this.drawTrunk();
    // The marks are drawn twice: in full under the head, and faintly over it, as if one could see through.
    this.marks = [
      markParts(name, this.view, this.svg, this.parts.earFar0, false),
      markParts(name, this.view, this.svg, null, true),
    ];
  }

  draw(state) {
    const { head: headMeshed, neck: neckMeshed } = figure();
    const { head, neck, parts } = this;
    head.look(this.view, headMeshed.posed);
    neck.look(this.view, neckMeshed);
    const set = (key, d) => setPath(parts[key], d);
    set("neckSkin", neck.region(neckMeshed.open));
    set("neckShade", neck.region(neckMeshed.open, 0.3, neckMeshed.underJaw));
    set("neckOutline", neck.outline(neckMeshed.inked, neckMeshed.open));
    let inked = headMeshed.inked;
    const tippedBack = this.name === "front" && state.frame[0][2] < -0.15;
    set("behindSkin", tippedBack ? head.region() : "");
    set("behindHair", tippedBack ? head.region(headMeshed.hair) : "");
    set("behindOutline", tippedBack ? head.outline(inked) : "");
    if (tippedBack) inked = this.hideBehindNeck(state, inked);
    const visible = tippedBack ? this.before : undefined;
    set("headSkin", head.region(visible));
    set("headShade", head.region(headMeshed.bare, 0.4));
    set("headDeep", head.region(headMeshed.bare, 0.1));
    const hair = tippedBack ? this.before.map((value, i) => Math.min(value, headMeshed.hair[i])) : headMeshed.hair;
    set("hair", head.region(hair));
    set("hairShade", head.region(hair, 0.4));
    set("noseSkin", head.region(headMeshed.nose, undefined, undefined, headMeshed.noseRows));
    set("noseShade", head.region(headMeshed.nose, 0.4, undefined, headMeshed.noseRows));
    // from above, the lines of brow and cheeks would be many: only the nose keeps its own
    set("headOutline", head.outline(inked, undefined, this.name === "above" ? headMeshed.nose : undefined));
    this.drawFace(state, set);
    this.drawNeckLines(state, set);
    for (const marks of this.marks) drawMarks(marks, this.view, state);
  }

  // Fills `before` with a field that is negative where the head is behind the neck, and takes the lines away there.
  hideBehindNeck(state, inked) {
    const { head } = this;
    this.before ??= new Float32Array(head.near.length);
    const [x, , z] = state.joint;
    const low = -CM * (z + 7);
    for (let i = 0; i < this.before.length; i++) {
      this.before[i] = Math.max(head.near[i] - (x - 0.5), (low - head.down[i]) / CM);
    }
    return inked.map((value, i) => (this.before[i] > 0 ? value : 0));
  }

  // Helpers that turn points of the head into paths of this view.
  pens(state) {
    const { frame, joint } = state;
    const [[ac, as], [dn, ds], [nr, ns]] = [this.view.across, this.view.down, this.view.near];
    const [a, b, c] = frame[ac].map((value) => CM * as * value);
    const [d, e, f] = frame[dn].map((value) => CM * ds * value);
    const [left, top] = [CM * as * joint[ac], CM * ds * joint[dn]];
    const flat = (points) => {
      const out = new Array(2 * points.length);
      for (let i = 0; i < points.length; i++) {
        const p = points[i];
        out[2 * i] = Math.round(a * p[0] + b * p[1] + c * p[2] + left);
        out[2 * i + 1] = Math.round(d * p[0] + e * p[1] + f * p[2] + top);
      }
      return out;
    };
    const [u, v, w] = frame[nr].map((value) => ns * value);
    return {
      shape: (points) => smoothLine(flat(points), true),
      stroke: (points) => smoothLine(flat(points), false),
      facing: (direction) => u * direction[0] + v * direction[1] + w * direction[2],
    };
  }

  drawFace(state, set) {
    const { face } = figure();
    const { shape, stroke, facing } = this.pens(state);
    // What belongs to one half of the face is seen while that half faces the viewer; from above, brow, nose and lips
    // hide what is under them.
    const over = Math.max(facing([0, 0, 1]), 0);
    const seen = (direction, hidden) => facing(direction) > 0.02 + hidden * over;
    const parts = { whites: "", iris: "", pupil: "", lids: "", folds: "", brows: "", faceLines: "", nostrils: "", noseLines: "", lips: "", mouth: "", strands: "" };
    const drawn = (key, d) => {
      parts[key] += d;
    };
    face.eyes.forEach((eye) => {
      const outward = [0.85, eye.side * 0.52, 0];
      if (seen(outward, 0.2)) drawn("brows", shape(eye.brow));
      if (!seen(outward, 0.33)) return;
      drawn("whites", shape(eye.white));
      drawn("iris", shape(eye.iris));
      drawn("pupil", shape(eye.pupil));
      drawn("lids", stroke(eye.lid));
      drawn("folds", stroke(eye.fold));
    });
    face.noses.forEach((nose) => {
      if (seen([0.5, nose.side * 0.35, -0.6], 0)) drawn("nostrils", shape(nose.nostril));
      if (seen([0.9, nose.side * 0.4, 0], 0.6)) drawn("noseLines", stroke(nose.wing));
    });
    if (facing([1, 0, 0]) > -0.1 + 0.75 * over) {
      drawn("lips", shape(face.upperLip) + shape(face.lowerLip));
      drawn("mouth", stroke(face.mouth));
      drawn("faceLines", stroke(face.underLip));
      drawn("noseLines", stroke(face.base));
    }
    for (const strand of face.strands) {
      const visible = strand.points.filter((_, i) => facing(strand.normals[i]) > 0.12);
      if (visible.length > 2) drawn("strands", stroke(visible));
    }
    const ears = ["", ""];
    face.ears.forEach((ear, i) => {
      const near = facing(ear.seen) > 0;
      set(`earNear${i}`, near ? shape(ear.outline) : "");
      set(`earFar${i}`, near ? "" : shape(ear.outline));
      ears[near ? 0 : 1] += stroke(ear.helix) + stroke(ear.inner) + stroke(ear.tragus);
    });
    set("earNearLines", ears[0]);
    set("earFarLines", ears[1]);
    for (const [key, d] of Object.entries(parts)) set(key, d);
  }

  drawNeckLines(state, set) {
    const { chest } = figure();
    const lines = [...chest.muscle(state, this.name), ...chest.clavicles(this.name)];
    set("neckLines", lines.map((line) => smoothLine(this.flat(line), false)).join(""));
  }

  drawTrunk() {
    const { trunk: mesh, chest } = figure();
    const trunk = new SeenSurface(mesh);
    trunk.look(this.view, mesh);
    const set = (key, d) => setPath(this.parts[key], d);
    set("shirt", trunk.region(mesh.shirt));
    set("shirtShade", trunk.region(mesh.shirt, 0.3));
    set("shirtLines", chest.folds(this.name).map((line) => smoothLine(this.flat(line), false)).join(""));
    set("trunkOutline", trunk.outline(mesh.inked, mesh.open));
  }

  // Points of the room in the picture, one after the other.
  flat(points) {
    const { across, down } = this.view;
    return points.flatMap((p) => [Math.round(CM * across[1] * p[across[0]]), Math.round(CM * down[1] * p[down[0]])]);
  }
}

// A browser runs code that is new to it several times slower. So that the first movements are as quick as later ones, each
// page draws a few postures out of sight while it has nothing else to do.
const WARM_UP_DRAWINGS = 30;
let warm = false;
export function warmUp(postures) {
  if (warm) return;
  warm = true;
  const whenIdle = window.requestIdleCallback ?? ((callback) => setTimeout(callback, 30));
  const views = Object.keys(VIEWS).map((name) => new PostureView(name));
  let drawn = 0;
  const next = () => {
    const state = posed(postures[drawn % postures.length]);
    for (const view of views) view.draw(state);
    drawn += 1;
    if (drawn < WARM_UP_DRAWINGS) whenIdle(next);
  };
  whenIdle(next);
}
