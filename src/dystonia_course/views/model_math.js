// An equation for the reader: the LaTeX of MODEL_EQUATIONS as MathML, which browsers draw by themselves. It knows what the
// course's equations use: fractions, powers and subscripts, brackets, ln, Greek letters, upright words.
const MODEL_MATH_NAMESPACE = "http://www.w3.org/1998/Math/MathML";
const MODEL_MATH_LETTERS = { "\\tau": "τ", "\\sigma": "σ", "\\rho": "ρ", "\\varphi": "φ", "\\Phi": "Φ", "\\Delta": "Δ", "\\ell": "ℓ", "\\max": "max", "\\ln": "ln" };
const MODEL_MATH_FUNCTIONS = ["\\ln", "\\Phi"];
const MODEL_MATH_SIGNS = { "-": "−", "+": "+", "=": "=" };

function mathNode(name, ...children) {
  const node = document.createElementNS(MODEL_MATH_NAMESPACE, name);
  node.append(...children);
  return node;
}

// What stands beside each other, as one box.
function mathRow(nodes) {
  return nodes.length === 1 ? nodes[0] : mathNode("mrow", ...nodes);
}

// A sign that is not seen: a product, or a function applied to what follows. A product keeps a little space.
function mathUnseen(sign, space) {
  const node = mathNode("mo", sign);
  node.setAttribute("lspace", space);
  node.setAttribute("rspace", space);
  return node;
}

class MathReader {
  constructor(latex) {
    this.tokens = latex.match(/\\[A-Za-z]+|\d+(?:\.\d+)?|\S/g).filter((token) => token !== "\\left" && token !== "\\right");
    this.at = 0;
  }

  take(expected) {
    const token = this.tokens[this.at];
    if (token === undefined || (expected && token !== expected)) throw new Error(`The equation has ${token} where ${expected ?? "something"} should stand.`);
    this.at += 1;
    return token;
  }

  // The terms up to `end`: lists of boxes, each term but the first with its sign in front.
  terms(end) {
    const found = [[]];
    let before = ""; // what stands in front: nothing, a "value" or a "function"
    while (this.tokens[this.at] !== end) {
      const token = this.tokens[this.at];
      if (token in MODEL_MATH_SIGNS) {
        this.take();
        const sign = mathNode("mo", MODEL_MATH_SIGNS[token]);
        if (before === "value") {
          found.push([]);
          sign.setAttribute("form", "infix");
        }
        found.at(-1).push(sign);
        before = "";
        continue;
      }
      const argument = token === "(" && (before === "function" || this.named);
      if (before && !"/,".includes(token)) found.at(-1).push(argument || before === "function" ? mathUnseen("\u2061", "0") : mathUnseen("\u2062", "0.1em"));
      found.at(-1).push(this.scripted());
      before = MODEL_MATH_FUNCTIONS.includes(token) ? "function" : "/,".includes(token) ? "" : "value";
    }
    return found;
  }

  inside(end) {
    return this.terms(end).flat();
  }

  // One thing with its subscript and its power.
  scripted() {
    let base = this.atom();
    let [below, above] = [null, null];
    while (this.tokens[this.at] === "_" || this.tokens[this.at] === "^") {
      if (this.take() === "_") below = this.atom();
      else above = this.atom();
    }
    if (below && above) return mathNode("msubsup", base, below, above);
    if (below) return mathNode("msub", base, below);
    return above ? mathNode("msup", base, above) : base;
  }

  group() {
    this.take("{");
    const nodes = this.inside("}");
    this.take("}");
    return mathRow(nodes);
  }

  atom() {
    if (this.tokens[this.at] === "{") return this.group();
    const token = this.take();
    if (token === "\\frac") return mathNode("mfrac", this.group(), this.group());
    if (token === "\\mathrm") {
      this.take("{");
      let word = "";
      while (this.tokens[this.at] !== "}") word += this.take();
      this.take("}");
      return mathNode("mi", word);
    }
    if (token === "(") {
      const nodes = this.inside(")");
      this.take(")");
      return mathNode("mrow", mathNode("mo", "("), ...nodes, mathNode("mo", ")"));
    }
    if (/^\d/.test(token)) return mathNode("mn", token);
    if (["*", ",", "/"].includes(token)) return mathNode("mo", token);
    if (token in MODEL_MATH_LETTERS) return mathNode("mi", MODEL_MATH_LETTERS[token]);
    if (/^[A-Za-z]$/.test(token)) return mathNode("mi", token);
    throw new Error(`The equation has ${token}, which is not known here.`);
  }
}

function mathBox(nodes) {
  const node = mathNode("math", mathNode("mrow", ...nodes));
  node.setAttribute("displaystyle", "true");
  return node;
}

// One symbol or a short expression.
export function modelMath(latex) {
  return mathBox(new MathReader(latex).inside(undefined));
}

// An equation as boxes between which a line may break: the left side with the first term of the right, then each further
// term with its sign.
export function modelEquation(latex) {
  const [left, right] = latex.split(" = ");
  const leftReader = new MathReader(left);
  leftReader.named = true; // L(t) is a function of t, not a product
  const [first, ...others] = new MathReader(right).terms(undefined);
  return [mathBox([...leftReader.inside(undefined), mathNode("mo", "="), ...first]), ...others.map(mathBox)];
}
