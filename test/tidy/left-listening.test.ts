import { expect, test } from "vitest";
import { idleLasts, leftListening } from "./left-listening.ts";
import { plant, repository } from "./tree.ts";

test("what is listened to, timed or told of changes is let go again", () => {
  expect(leftListening(repository())).toEqual([]);
  expect(idleLasts(repository())).toEqual([]);
});

const begun = `
  export function follow(page, runtime, listeners, tell) {
    page.addEventListener("keydown", tell, { passive: true });
    const timer = setInterval(tell, every);
    runtime.onCommit.add(tell);
    listeners.add(tell);
    process.on("SIGHUP", tell);
    let later = setTimeout(tell, every);
    const source = new EventSource(address);
    source.addEventListener("change", tell);
    page.addEventListener("load", tell, { once: true });
    setTimeout(tell, every);
    socket.on("data", tell);
    known.add(tell);
    return () => {
      page.removeEventListener("keydown", tell);
      clearInterval(timer);
      runtime.onCommit.delete(tell);
      listeners.delete(tell);
      process.off("SIGHUP", tell);
      clearTimeout(later);
      source.close();
    };
  }`;
const left = (text: string) => leftListening(plant({ "web/desk/log/follow.ts": text }));

test("what is let go, what comes once and what goes with the thing itself are none of these", () => {
  expect(left(begun)).toEqual([]);
  const unended = "page.addEventListener('load', tell);";
  expect(leftListening(plant({ "web/log.test.ts": unended, "duty/log.ts": unended }))).toEqual([]);
});

test.each([
  [`page.removeEventListener("keydown", tell);`, `3 page.addEventListener("keydown")`],
  ["clearInterval(timer);", "4 timer = setInterval"],
  ["runtime.onCommit.delete(tell);", "5 runtime.onCommit.add()"],
  ["listeners.delete(tell);", "6 listeners.add()"],
  [`process.off("SIGHUP", tell);`, `7 process.on("SIGHUP")`],
  ["clearTimeout(later);", "8 later = setTimeout"],
  ["source.close();", `10 source.addEventListener("change")`],
])("%s taken out is caught, and so is another in its place", (ends, begins) => {
  expect(begun).toContain(ends);
  const caught = [`web/desk/log/follow.ts:${begins} is not let go`];
  expect(left(begun.replace(ends, ""))).toEqual(caught);
  expect(left(begun.replace(ends, ends.replace(/tell|timer|later|source/, "other")))).toEqual(
    expect.arrayContaining(caught),
  );
});

test.each([
  [`page.addEventListener("keydown", tell, { passive: true });`, `16 page.addEventListener("keydown")`],
  ["runtime.onCommit.add(tell);", "18 runtime.onCommit.add()"],
  [`process.on("SIGHUP", tell);`, `20 process.on("SIGHUP")`],
])("%s taken out is caught where it is ended", (begins, ended) => {
  expect(begun).toContain(begins);
  expect(left(begun.replace(begins, ""))).toEqual([`web/desk/log/follow.ts:${ended} is let go and was not begun`]);
});
