// Close-ups of the toxin's way in: the complex that falls apart, binding, uptake, and the passage of the light chain.
import { PANEL, arrow, at, between, bilayer, box, disc, ease, faint, label, part, path, placed } from "./junction_pen.js";
import {
  bridge, companion, flow, ganglioside, heavyBinding, heavyTranslocation, lightChain, proton, pump, sulphurs, sv2, synaptotagmin, toxin,
  unknownReceptor,
} from "./junction_molecules.js";

// The protein receptor of a serotype. Only those of A and B are drawn as known.
export const RECEPTORS = { A: ["SV2", sv2], B: ["synaptotagmin", synaptotagmin] };
const receptorOf = (serotype, turn) => (RECEPTORS[serotype] ? RECEPTORS[serotype][1]() : unknownReceptor(turn));
const receptorName = (serotype) => RECEPTORS[serotype]?.[0] ?? "protein receptor|not checked here";

export function arrivalScene(t) {
  const apart = ease(t);
  const shell = [[-34, -44, 20], [30, -50, -15], [42, -8, 80], [-44, -2, 75], [-26, 38, -30], [28, 36, 25]];
  const companions = shell.map(([x, y, turn], i) => companion(88 + x * 0.95, 112 + y * 0.95, 0.95, turn));
  const leaving = [[196, 40, 12], [262, 62, -30], [320, 112, 60], [180, 130, 80]].map(([x, y, turn], i) =>
    faint(companion(between(110, x, apart), between(110, y, apart), 0.8, turn), part(apart, 0.1 * i, 0.6 + 0.1 * i)));
  return box(0, 0, PANEL.width, PANEL.height, "cleft") +
    placed(toxin(), 86, 164, 0, 0.72) + companions.join("") + arrow([146, 160], [176, 204], { bend: -10 }) +
    leaving.join("") + faint(placed(toxin(), 170, 392, 0, 1.28), between(0.15, 1, apart)) +
    label("complex with|companion proteins", [96, 26], "middle") +
    label("falls apart at|the pH of tissue", [76, 204], "below") +
    label("light chain|(zinc protease)", [214, 226], "right", [196, 238]) +
    label("disulphide|bridge", [122, 286], "left", [150, 272]) +
    label("heavy chain:", [212, 296], "right", null, "strong") +
    label("part that forms|the channel", [212, 322], "right", [186, 312]) +
    label("part that binds", [212, 366], "right", [188, 366]);
}

// The ceiling of an opened vesicle or the top of a closed one: receptor and ganglioside hang down, the toxin from both.
function bound(x, y, serotype, size, near = 1) {
  const drop = between(70, 0, near);
  const aside = { A: 24, B: 17 }[serotype] ?? 21;
  return placed(receptorOf(serotype, 180), x - aside * size, y, 180, size) + placed(ganglioside(), x + 22 * size, y, 180, size) +
    placed(toxin(180), x + 2 * size, y + 31 * size + drop, 180, size * 0.92);
}

export function bindingScene(t, serotype) {
  const wall = "M-4 300 H62 Q82 300 82 280 V142 Q82 76 150 76 H214 Q282 76 282 142 V280 Q282 300 302 300 H364";
  return box(0, 0, PANEL.width, PANEL.height, "nerve") + path(`${wall} V404 H-4 Z`, "cleft") + bilayer(wall, "nerve-wall") +
    bound(182, 76, serotype, 1.1, ease(t)) +
    [[58, 300, 180], [326, 300, 180], [282, 214, -90]].map(([x, y, turn]) => placed(ganglioside(), x, y, turn, 0.9)).join("") +
    flow([182, 384], [182, 286]) +
    label("cytosol", [10, 220], "right", null, "soft") + label("synaptic cleft", [10, 384], "right", null, "soft") +
    label(receptorName(serotype), [72, 40], "above", [{ A: 136, B: 160 }[serotype] ?? 148, 68]) +
    label("ganglioside", [284, 40], "above", [208, 100]) +
    label("heavy|chain", [222, 176], "right", [194, 170]) +
    label("light|chain", [222, 236], "right", [206, 224]) +
    label("opened|vesicle", [72, 130], "left", [84, 150]);
}

export function uptakeScene(t, serotype) {
  const up = ease(t);
  const cy = between(200, 160, up);
  const radius = 106;
  const ring = `M${at(180 - radius, cy)} a${radius} ${radius} 0 1 1 ${2 * radius} 0 a${radius} ${radius} 0 1 1 ${-2 * radius} 0`;
  const floor = 318;
  const ions = [[120, 176], [136, 206], [236, 190], [224, 216], [110, 140]].map(([x, y]) => proton(x, y + cy - 160 + 8));
  return box(0, 0, PANEL.width, PANEL.height, "nerve") +
    box(0, floor, PANEL.width, PANEL.height - floor, "cleft") + bilayer(`M-4 ${floor} H364`, "nerve-wall") +
    disc(180, cy, radius, "lumen turning") + bilayer(ring, "vesicle-wall") + bound(180, cy - radius + 3, serotype, 0.98) + ions.join("") +
    placed(pump(), 180 - radius * 0.8, cy + radius * 0.6, -126) +
      arrow([180, floor - 14], [180, Math.min(cy + radius + 12, floor - 30)], { className: "flow" }) +
    [[70, 366], [118, 378]].map(([x, y]) => placed(antitoxin(), x, y)).join("") +
    label("vesicle|taken back,|toxin inside", [6, 44], "right", null, "strong") +
    label("proton pump", [10, 270], "right", null) +
    label("antitoxin|stays outside", [136, 366], "right", [126, 370]) +
    label("still joined by the|disulphide bridge", [274, 276], "below", [190, cy + 12]);
}
const antitoxin = () => path("M0 12 V0 M0 0 L-9 -11 M0 0 L9 -11", "antitoxin-ink") + path("M0 12 V0 M0 0 L-9 -11 M0 0 L9 -11", "antitoxin");

export function crossingScene(t, serotype) {
  const [cx, cy, radius] = [138, 196, 118];
  const through = ease(part(t, 0, 0.6));
  const free = ease(part(t, 0.55, 1));
  const ring = `M${at(cx - radius, cy)} a${radius} ${radius} 0 1 1 ${2 * radius} 0 a${radius} ${radius} 0 1 1 ${-2 * radius} 0`;
  // Hung in the wall at an angle from the right, with its inner side to the middle of the vesicle.
  const hung = (content, degrees, size, flip = 0) => {
    const angle = (degrees * Math.PI) / 180;
    return placed(content, cx + radius * Math.cos(angle), cy + radius * Math.sin(angle), degrees - 90 + flip, size);
  };
  const ions = [[62, 140], [100, 116], [52, 196], [86, 226], [108, 286], [140, 196], [112, 172], [66, 268], [168, 290]].map(([x, y]) => proton(x, y));
  const wall = cx + radius;
  const lead = between(wall - 26, wall + 62, through);
  let thread = `M${at(wall - 42, cy)}`;
  for (let x = wall - 42; x < lead; x += 2) thread += ` L${at(x, cy + (Math.abs(x - wall) < 32 ? 1.4 : 7) * Math.sin((x - wall) / 3.4))}`;
  const bar = (y) => box(wall - 34, y, 66, 10.5, "protein heavy-b", 5);
  return box(0, 0, PANEL.width, PANEL.height, "nerve") +
    disc(cx, cy, radius, "lumen acid") + bilayer(ring, "vesicle-wall") + ions.join("") +
    hung(receptorOf(serotype, -142), -52, 0.9) + hung(ganglioside(), -33, 0.9) +
    path(thread, "thread-ink") + path(thread, "thread") + placed(heavyBinding(), 184, 132, 146, 0.98) + bar(cy - 18) + bar(cy + 7.5) +
    placed(bridge(0, 0), wall - 44, cy, 90, 0.85) + hung(pump(), 150, 0.95, 180) + flow([38, 264], [70, 244]) +
    faint(arrow([wall + 66, cy + 12], [wall + 56, cy + 76], { bend: -12 }) + placed(lightChain(20), wall + 52, cy + 110, 20, 1.1) +
      placed(sulphurs(), wall + 22, cy + 138, 30, 0.85), free) +
    label("acid inside:|H^+ is pumped in", [104, 36], "middle", null, "strong") +
      label("cytosol:|neutral", [352, 30], "left", null, "soft") +
    label("heavy chain|as a channel", [184, 236], "below", [wall - 22, cy + 17]) +
    label("light chain,|unfolded", [306, 140], "above", [wall + 54, cy - 5]) +
    label("bridge reduced:|light chain free|in the cytosol", [220, 336], "below", [wall + 36, cy + 126]);
}
