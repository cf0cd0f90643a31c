/*
 * A program of its own: draws one photo anew and ends. It gets its bounds as an argument and the upload by its input, and gives back a JPEG,
 * before which stand its width and height. It knows no secret, no database and no other photo, so whatever a file does to the decoder ends with it; and it can be killed, as a decoder cannot be stopped.
 */
import { writeFileSync } from "node:fs";
import { buffer } from "node:stream/consumers";
import sharp from "sharp";
import { type DrawingBounds, slowdown, unreadable } from "./drawing-bounds.ts";

/** How often it looks at how much it holds, in milliseconds: what unfolds within that is not seen before. */
const looksEvery = 25;

const bounds = JSON.parse(process.argv[2] ?? "") as DrawingBounds;
boundTheProcess(bounds);
const upload = await buffer(process.stdin);
const drawn = await draw(upload, bounds).catch(() => undefined); // damaged, or more pixels than anybody needs
if (drawn) process.stdout.end(drawn, () => process.exit(0));
else process.exit(unreadable);

/** The decoder works in threads beside this one, which therefore can look at the clock and at the memory meanwhile. */
function boundTheProcess({ milliseconds, megabytes }: DrawingBounds): void {
  // Whoever exits in good order waits for the decoder's threads.
  const end = () => process.kill(process.pid, "SIGKILL");
  const isTooMuch = () => {
    const { user, system } = process.cpuUsage();
    return process.memoryUsage.rss() > megabytes * 1024 * 1024 || (user + system) / 1000 > milliseconds;
  };
  const look = () => isTooMuch() && end();
  // Also where nobody is left who would end it.
  setTimeout(end, milliseconds * slowdown);
  setInterval(look, looksEvery);
  look();
  // Where the machine runs out of memory all the same, the kernel ends this process before any other.
  if (process.platform === "linux") writeFileSync("/proc/self/oom_score_adj", "1000");
}

async function draw(bytes: Buffer, { mostPixels, longestInput, longestSide }: DrawingBounds): Promise<Buffer> {
  sharp.concurrency(1);
  sharp.cache(false);
  sharp.block({ operation: ["VipsForeignLoad"] });
  const readers = ["Jpeg", "Png", "Webp", "Heif"].map((each) => `VipsForeignLoad${each}Buffer`);
  sharp.unblock({ operation: readers });
  const picture = sharp(bytes, { limitInputPixels: mostPixels, failOn: "error", pages: 1 });
  const { width, height } = await picture.metadata();
  if (Math.max(width, height) > longestInput) throw new Error("a side is longer than that of any picture");
  const { data, info } = await picture
    .autoOrient()
    .resize({ width: longestSide, height: longestSide, fit: "inside", withoutEnlargement: true })
    .flatten({ background: "#ffffff" })
    .toColourspace("srgb")
    .jpeg({ quality: 80 })
    .toBuffer({ resolveWithObject: true });
  const size = Buffer.alloc(8);
  size.writeUInt32BE(info.width, 0);
  size.writeUInt32BE(info.height, 4);
  return Buffer.concat([size, data]);
}
