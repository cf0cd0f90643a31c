import { dirname, join } from "node:path/posix";
import { importsOf } from "./imports.ts";
import type { Tree } from "./tree.ts";

/** Where the product begins: what runs and what is shown. */
const ENTRANCES = [
  "cli/main.ts",
  "web/main.tsx",
  "web/no-schemas.ts",
  "web/vite.config.ts",
  "web/offline/offline-worker.ts",
];
/** A file that is named without being imported: it is started in a thread of its own. */
const THREAD = /(?<!(?:from|import) )"(?:\.\/)?([\w-]+\.ts)"/g;

/** Packages that the product cannot run or be built without and that `npm start` does not fetch, and the other way round. */
export function misplacedPackages(tree: Tree): string[] {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(tree.get("package.json") ?? "{}") as {
    dependencies?: Record<string, string>;
    devDependencies?: Record<string, string>;
  };
  const needed = packagesOf(tree);
  return [
    ...[...needed]
      .filter((name) => !(name in dependencies))
      .map(
        (name) =>
          `${name} is needed by the product and is ${name in devDependencies ? "a devDependency" : "not listed"}`,
      ),
    ...Object.keys(dependencies)
      .filter((name) => !needed.has(name))
      .map((name) => `${name} is fetched by npm start, and the product does not use it`),
  ];
}

function packagesOf(tree: Tree): ReadonlySet<string> {
  const packages = new Set<string>();
  const reached = new Set<string>();
  const rest = ENTRANCES.filter((path) => tree.has(path));
  for (let path = rest.pop(); path !== undefined; path = rest.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    const text = tree.get(path) ?? "";
    for (const { specifier, file, typeOnly } of importsOf(path, text)) {
      if (typeOnly) continue;
      if (file !== undefined) rest.push(file);
      else if (!/^(?:node|virtual):/.test(specifier)) packages.add(nameOf(specifier));
    }
    for (const [, thread = ""] of text.matchAll(THREAD)) rest.push(join(dirname(path), thread));
  }
  return packages;
}

/** `antd/locale/zh_CN` is of `antd`, `@scope/name/part` of `@scope/name`. */
function nameOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
