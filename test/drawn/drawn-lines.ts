/*
 * What a screen draws, element by element: the tag inside its parent, the classes of our own, what it is called and may take, and the words that
 * stand in it. Numbers are left out, since tests of numbers claim them; what a library names by chance is left out too.
 */

const kept = new Set([
  ...[
    "role",
    "type",
    "href",
    "placeholder",
    "maxlength",
    "disabled",
    "readonly",
    "title",
    "colspan",
    "rowspan",
    "scope",
  ],
  ...["name", "alt", "inputmode", "autocomplete", "lang", "open", "checked", "value", "min", "max", "step", "rows"],
]);
/** These name other elements by ids that a library makes: that they are there is told, not where they point. */
const pointing = new Set(["aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "for"]);
/** Classes that come and go while something moves, and those that a library computes. */
const passing =
  /^css-|-(enter|leave|appear|active|motion|prepare|start|end|placement|focus|focused|hover|wave)|^ant-(slide|zoom|fade)/;

/** As much of an element as is told; a browser has more. */
export interface DrawnElement {
  readonly nodeType: number;
  readonly tagName: string;
  readonly classList: Iterable<string>;
  readonly attributes: Iterable<{ readonly name: string; readonly value: string }>;
  readonly childNodes: Iterable<{ readonly nodeType: number; readonly textContent: string | null }>;
  readonly parentElement: DrawnElement | null;
  closest(selectors: string): unknown;
  querySelectorAll(selectors: string): Iterable<DrawnElement>;
}

interface DrawnNode {
  readonly nodeType: number;
  readonly parentElement: DrawnElement | null;
}

/** What a document tells of its changes. */
export interface DrawnChange {
  readonly target: DrawnNode;
  readonly addedNodes: Iterable<DrawnNode>;
}

/** An element as one line; undefined for what draws a picture of its own. */
export function drawnLine(element: DrawnElement): string | undefined {
  // The language of the page is what the file before left, until somebody chooses; a library makes its cache where it first puts a style.
  if (element.tagName === "HTML" || element.closest("svg, script, style, head, .data-ant-cssinjs-cache-path"))
    return undefined;
  const classes = [...element.classList].filter((each) => !passing.test(each)).toSorted();
  const words = [...element.childNodes].flatMap((each) => (each.nodeType === 3 ? [each.textContent ?? ""] : []));
  const parent = element.parentElement?.tagName.toLowerCase() ?? "";
  const line = [
    `${parent}>${element.tagName.toLowerCase()}${classes.map((each) => `.${each}`).join("")}`,
    ...attributesOf(element),
    words.join("").replaceAll(/\s+/g, " ").trim(),
  ];
  return line
    .filter((each) => each !== "")
    .join(" ")
    .replaceAll(/\d+/g, "#");
}

function attributesOf(element: DrawnElement): string[] {
  const told = [...element.attributes].flatMap(({ name, value }) => {
    if (pointing.has(name)) return [`[${name}]`];
    if (kept.has(name) || (name.startsWith("aria-") && name !== "aria-activedescendant")) return [`[${name}=${value}]`];
    return [];
  });
  return told.toSorted();
}

/** All that was drawn, as it was told. */
export class DrawnLines {
  readonly seen = new Set<string>();

  readonly hear = (changes: Iterable<DrawnChange>): void => {
    for (const { target, addedNodes } of changes) {
      const changed = isElement(target) ? target : target.parentElement;
      if (changed) this.#see(changed);
      for (const node of addedNodes) if (isElement(node)) this.seeAll(node);
    }
  };

  seeAll(root: DrawnElement): void {
    this.#see(root);
    for (const each of root.querySelectorAll("*")) this.#see(each);
  }

  #see(element: DrawnElement): void {
    const line = drawnLine(element);
    if (line !== undefined) this.seen.add(line);
  }
}

const everyChange = { childList: true, subtree: true, attributes: true, characterData: true };

/** Sees all that is drawn in the document of a test from now on. */
export function watchDrawn(): DrawnLines {
  const drawn = new DrawnLines();
  const { document, MutationObserver } = globalThis as unknown as DocumentOfTest;
  new MutationObserver(drawn.hear).observe(document, everyChange);
  return drawn;
}

/** The document in which screens are tested. */
export interface DocumentOfTest {
  readonly document: { readonly body: DrawnElement };
  readonly MutationObserver: new (
    hear: (changes: Iterable<DrawnChange>) => void,
  ) => { observe(document: object, what: typeof everyChange): void };
}

function isElement(node: DrawnNode): node is DrawnElement {
  return node.nodeType === 1;
}

/** Lines as a file keeps them, each once and in order. */
export function drawnText(lines: Iterable<string>): string {
  return `${[...new Set(lines)].toSorted().join("\n")}\n`;
}

/** The lines of a file that were not seen. */
export function missingFrom(seen: ReadonlySet<string>, written: string): string[] {
  return written.split("\n").filter((line) => line !== "" && !seen.has(line));
}
