import { basename } from "node:path/posix";
import { type AstNode, childrenOf, isFunction, nameOf, programOf } from "./syntax.ts";
import { isTest, type Tree } from "./tree.ts";

/*
 * What a screen decides (who acts, what is shown first, what is sent) stands in a plain function beside it, so that a test can ask it without a
 * browser. Hooks and components are left to journeys.
 */

/** Exported functions of the screens that no test imports, as `path: name`. */
export function unaskedFunctions(tree: Tree): string[] {
  const tests = [...tree].filter(([path]) => isTest(path) && /\.tsx?$/.test(path)).map(([, text]) => text);
  return [...tree].flatMap(([path, text]) => {
    if (!/^web\/.*\.ts$/.test(path) || isTest(path) || path.endsWith(".d.ts")) return [];
    const importing = tests.filter((each) => each.includes(`/${basename(path)}"`));
    const names = exportedFunctions(programOf(path, text)).filter((name) => !/^use[A-Z]/.test(name));
    return names
      .filter((name) => !importing.some((each) => new RegExp(`\\b${name}\\b`).test(each)))
      .map((name) => `${path}: ${name}`);
  });
}

function exportedFunctions(program: AstNode): string[] {
  return childrenOf(program).flatMap(({ type, declaration }) => {
    if (type !== "ExportNamedDeclaration" || !declaration) return [];
    if (declaration.type === "FunctionDeclaration") return [nameOf(declaration.id)];
    return (declaration.declarations ?? []).filter(({ init }) => isFunction(init)).map(({ id }) => nameOf(id));
  });
}
