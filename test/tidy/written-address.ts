import { type AstNode, everyNode, lineNumberOf, nameOf, programOf } from "./syntax.ts";
import { isScript, isTest, type Tree } from "./tree.ts";

/*
 * An address can be written in many ways (`/%61pi/` is `/api/`), and the route that answers is found by what it means. Whoever decides by how it
 * is written decides about something else: what a request asks for is `routeOptions.url`, and what varies in it stands in `params`.
 */

const WRITTEN = /^(?:url|originalUrl)$/;
const ASKED = /^(?:request|req|raw)$/;

/** Every place of the server that reads the address of a request as it was written. */
export function writtenAddresses(tree: Tree): string[] {
  const found = new Set<string>();
  for (const [path, text] of tree) {
    if (!path.startsWith("server/") || !isScript(path) || isTest(path)) continue;
    const program = programOf(path, text);
    const ofRoutes = [...everyNode(program)].filter(isAboutRoutes);
    for (const node of everyNode(program)) {
      if (!readsAddress(node) && !takesAddress(node, text)) continue;
      if (ofRoutes.some(({ start, end }) => start <= node.start && node.end <= end)) continue;
      found.add(`${path}:${lineNumberOf(text, node.start)} reads an address as it was written`);
    }
  }
  return [...found];
}

/** What is told of a route when it is registered. */
function isAboutRoutes({ type, callee, arguments: given }: AstNode): boolean {
  return type === "CallExpression" && nameOf(callee?.property) === "addHook" && given?.[0]?.value === "onRoute";
}

function readsAddress({ type, object, property }: AstNode): boolean {
  if (type !== "MemberExpression" || !WRITTEN.test(nameOf(property))) return false;
  return ASKED.test(nameOf(object)) || ASKED.test(nameOf(object?.property));
}

function takesAddress({ type, properties = [], start, end }: AstNode, text: string): boolean {
  if (type !== "ObjectPattern" || !properties.some(({ key }) => WRITTEN.test(nameOf(key)))) return false;
  // Of a request, by its type or because a hook is given it.
  return (
    /Request\b/.test(text.slice(start, end + 40)) || /(?:addHook|app)\.?\w*\([^()]*\(?$/.test(text.slice(0, start))
  );
}
