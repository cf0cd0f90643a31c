import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A text in a file of a pack, and what is to stand there instead, wherever it stands. */
export interface PackChange {
  readonly file: "regulation.yaml" | "rules.yaml" | "cases.yaml";
  readonly from: string | RegExp;
  readonly to: string;
}

/** Copies the packs of a folder into another, and changes some files of one edition of them. */
export function changedPacks(root: string, pack: string, changes: readonly PackChange[], from = "regulations"): string {
  const folder = join(root, "regulations");
  mkdirSync(root, { recursive: true });
  cpSync(from, folder, { recursive: true });
  changePack(join(folder, pack), changes);
  return folder;
}

/** Changes files of an edition, one change after the other. Throws where one finds nothing. */
export function changePack(edition: string, changes: readonly PackChange[]): void {
  for (const { file, from, to } of changes) {
    const path = join(edition, file);
    const text = readFileSync(path, "utf8");
    const changed = text.replaceAll(typeof from === "string" ? from : new RegExp(from, "g"), to);
    if (changed === text) throw new Error(`${path} does not say ${from}`);
    writeFileSync(path, changed);
  }
}

/** Another name for a pack: its folder, its id, and the prefix of its rules. */
export interface Renamed {
  readonly id: string;
  readonly prefix: string;
}

/** Copies every edition of a pack into a folder of regulations under another name and prefix; nothing else is changed. */
export function copyPack(id: string, to: Renamed, folder: string): void {
  const source = join("regulations", id);
  for (const edition of readdirSync(source)) {
    const target = join(folder, to.id, edition);
    mkdirSync(target, { recursive: true });
    const regulation = readFileSync(join(source, edition, "regulation.yaml"), "utf8");
    const prefix = /^prefix: (\w+)$/m.exec(regulation)?.[1];
    if (prefix === undefined) throw new Error(`${id} ${edition} has no prefix`);
    for (const file of readdirSync(join(source, edition))) {
      const text = readFileSync(join(source, edition, file), "utf8");
      const renamed = text
        .replaceAll(id, to.id)
        .replaceAll(new RegExp(`\\b${prefix}(?=-\\d{2}\\b|$)`, "gm"), to.prefix);
      writeFileSync(join(target, file), renamed);
    }
  }
}

const copied = ["guard-post-handover", "squad-leader-handover"];

/** Copies packs into a folder under names and prefixes of their own until they have so many rules together; answers how many packs that are. */
export function manyPacks(folder: string, rules: number): number {
  let made = 0;
  for (let copies = 0; made < rules; copies += 1) {
    const id = copied[copies % copied.length] ?? "";
    const number = Math.floor(copies / copied.length) + 1;
    copyPack(id, { id: `${id}-${number}`, prefix: `${id === copied[0] ? "CG" : "CS"}${number}` }, folder);
    for (const edition of readdirSync(join("regulations", id))) {
      made += readFileSync(join("regulations", id, edition, "rules.yaml"), "utf8").match(/^ {2}- id: /gm)?.length ?? 0;
    }
  }
  return readdirSync(folder).length;
}
