import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

/** The guards' edition of this repository. */
export const guardsEdition = "guard-post-handover/2026-01-01";
export const leadersEdition = "squad-leader-handover/2026-01-01";

/** Copies of the repository's regulations with a file written otherwise, in a folder that goes with the tests of the file that asks for it. */
export class RewrittenRegulations {
  readonly scratch = mkdtempSync(join(tmpdir(), "zhiban-cli-"));

  constructor() {
    afterAll(() => rmSync(this.scratch, { recursive: true }));
  }

  /** With one text replaced wherever it stands in a file. */
  changed(file: string, from: string, to: string): string {
    return this.rewritten(file, (text) => text.replaceAll(from, to));
  }

  /** With nothing locked: what is looked at is what the file itself says. */
  rewritten(file: string, write: (text: string) => string | Uint8Array): string {
    const folder = this.rewrittenUnderLock(file, write);
    rmSync(join(folder, "locked.json"));
    return folder;
  }

  rewrittenUnderLock(file: string, write: (text: string) => string | Uint8Array): string {
    const folder = join(this.scratch, "regulations");
    rmSync(folder, { recursive: true, force: true });
    cpSync("regulations", folder, { recursive: true });
    writeFileSync(join(folder, file), write(readFileSync(join(folder, file), "utf8")));
    return folder;
  }

  /** With one text replaced, and without the house. */
  changedWithoutHouse(file: string, from: string, to: string): string {
    return only(this.changed(file, from, to), "guard-post-handover", "squad-leader-handover");
  }
}

/** What is left of a folder of regulations stands under the house of the product, and is sooner examined. */
export function only(folder: string, ...kept: readonly string[]): string {
  for (const each of ["guard-post-handover", "squad-leader-handover", "zhiban-house"])
    if (!kept.includes(each)) rmSync(join(folder, each), { recursive: true });
  return folder;
}
