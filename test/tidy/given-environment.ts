import { type AstNode, childrenOf, everyNode, lineNumberOf, nameOf, programOf } from "./syntax.ts";
import { isScript, isTest, type Tree } from "./tree.ts";

/*
 * The environment holds the master key and passwords, and a program that is started has all of it unless it is given another. So whoever starts one
 * says what it gets: nothing, or what one of a few functions leaves of ours; all of it is handed only to the product itself.
 */

const SHIPPED = /^(?:bench|cli|connect|server|set-up|solver|bootstrap)\b/;
const STARTS = /^(?:spawn|spawnSync|fork|exec|execSync|execFile|execFileSync)$/;
/** Hands on what it is told to `spawn`, so its callers are asked. */
const STARTS_FOR_OTHERS = /^(?:runChild|runNode)$/;
const HANDING_ON = "set-up/run-child.mjs";

const LESS = /^(?:bareEnvironment|withoutSecrets)$/;
/** Everything, for the product alone. */
const ALL = "environmentOf";
const OF_PRODUCT = "runNode";

/** Each place that starts a program without saying what it gets of our environment. */
export function inheritedEnvironments(tree: Tree): string[] {
  return [...tree].flatMap(([path, text]) => {
    if (!SHIPPED.test(path) || !isScript(path) || isTest(path)) return [];
    const program = programOf(path, text);
    return [...everyNode(program)].flatMap((node) => {
      const starts = node.type === "CallExpression" ? nameOf(node.callee) : "";
      if (!STARTS.test(starts) && !STARTS_FOR_OTHERS.test(starts)) return [];
      if (isGiven(node, { program, starts, isHandingOn: path === HANDING_ON })) return [];
      return [`${path}:${lineNumberOf(text, node.start)} ${starts} hands on the whole environment`];
    });
  });
}

interface Start {
  readonly program: AstNode;
  readonly starts: string;
  readonly isHandingOn: boolean;
}

function isGiven({ arguments: handed = [] }: AstNode, { program, starts, isHandingOn }: Start): boolean {
  const options = handed.map((each) => meant(each, program)).find(({ type }) => type === "ObjectExpression");
  if (!options) return isHandingOn && STARTS_FOR_OTHERS.test(starts);
  const env = options.properties?.find(({ type, key }) => type === "Property" && nameOf(key) === "env")?.value;
  if (env === undefined)
    return isHandingOn && options.properties?.some(({ type }) => type === "SpreadElement") === true;
  return isLess(meant(env as AstNode, program), starts);
}

function isLess(env: AstNode, starts: string): boolean {
  if (env.type === "CallExpression") {
    const made = nameOf(env.callee);
    return LESS.test(made) || (made === ALL && starts === OF_PRODUCT);
  }
  const parts = env.type === "ObjectExpression" ? childrenOf(env) : [env];
  return parts.every(({ type, argument, value }) => {
    if (type === "Property") return !("object" in (value as AstNode));
    return type === "SpreadElement" && argument !== undefined && isLess(argument, starts);
  });
}

/** What a name stands for, where the file says so. */
function meant(node: AstNode, program: AstNode): AstNode {
  const name = nameOf(node);
  if (name === "") return node;
  const made = [...everyNode(program)].find(({ type, id }) => type === "VariableDeclarator" && nameOf(id) === name);
  return made?.init ?? node;
}
