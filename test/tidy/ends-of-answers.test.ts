import { expect, test } from "vitest";
import { heardEnds, idleHeard } from "./ends-of-answers.ts";
import { plant, repository } from "./tree.ts";

test("the end of an answer is listened to in one way", () => {
  expect(heardEnds(repository())).toEqual([]);
  expect(idleHeard(repository())).toEqual([]);
});

const heard = (text: string) => heardEnds(plant({ "server/photo/take-place.ts": text }));

test.each([
  'reply.raw.once("finish", leave);',
  'reply.raw.once("close", leave);',
  'raw.on("close", () => end());',
  'response.once("close", leave);',
  'for (const over of ["finish", "close"]) reply.raw.once(over, leave);',
  'told.addListener("finish", leave);',
])("%s is caught", (text) => {
  expect(heard(text)).toEqual([
    `server/photo/take-place.ts:1 ${text.slice(text.search(/(?:reply\.raw|raw|response|told)\./), -1)}`,
  ]);
});

test("what is no answer is listened to as it likes, and so is one in a test", () => {
  expect(heard('socket.once("close", leave); await once(file, "finish"); whenOver(reply.raw, leave);')).toEqual([]);
  expect(heardEnds(plant({ "server/photo/line.test.ts": 'response.once("close", leave);' }))).toEqual([]);
});
