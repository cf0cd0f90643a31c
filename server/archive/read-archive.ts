import { createReadStream } from "node:fs";
import { text } from "node:stream/consumers";
import { createGunzip } from "node:zlib";
import { extract } from "tar-stream";
import { z } from "zod";
import { archiveFormat, type Manifest } from "./write-archive.ts";

/** The file is no archive, or not one that this release reads. The message is one line for the person at the terminal. */
export class NoArchive extends Error {}

const manifestShape = z.object({
  format: z.literal(archiveFormat),
  migrations: z.array(z.object({ name: z.string(), sha256: z.string() })),
  tables: z.array(z.object({ name: z.string(), rows: z.int() })),
});

/** Some rows of one table, each as its JSON text. */
export interface ArchivePart {
  readonly table: string;
  readonly lines: readonly string[];
}

/**
 * Reads an archive from its beginning: the manifest first, then the rows, table by table in the order in which they can be loaded.
 * @throws NoArchive where the file is something else, or ends too early
 */
export async function* readArchive(path: string): AsyncGenerator<Manifest | ArchivePart> {
  const tar = extract();
  const file = createReadStream(path);
  const unzip = createGunzip();
  // One broken link of the chain must end the others, or the reader would wait for ever.
  for (const stream of [file, unzip]) stream.on("error", (error: Error) => tar.destroy(error));
  file.pipe(unzip).pipe(tar);
  let manifest: Manifest | undefined;
  try {
    for await (const entry of tar) {
      const content = await text(entry);
      if (!manifest) {
        manifest = manifestFrom(entry.header.name, content, path);
        yield manifest;
        continue;
      }
      const [table = ""] = entry.header.name.split("/");
      yield { table, lines: content.split("\n").filter((line) => line !== "") };
    }
  } catch (cause) {
    if (cause instanceof NoArchive) throw cause;
    throw new NoArchive(`${path} is no archive, or a damaged one: ${(cause as Error).message}`, { cause });
  } finally {
    file.destroy();
  }
  if (!manifest) throw new NoArchive(`${path} is empty.`);
}

export function isManifest(part: Manifest | ArchivePart): part is Manifest {
  return "format" in part;
}

function manifestFrom(name: string, content: string, path: string): Manifest {
  const parsed = name === "manifest.json" ? manifestShape.safeParse(jsonOf(content)) : undefined;
  if (!parsed?.success) throw new NoArchive(`${path} is no archive that this release reads (${archiveFormat}).`);
  return parsed.data;
}

function jsonOf(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined; // the shape says what is wrong
  }
}
