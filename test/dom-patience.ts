import { cleanup, configure } from "@testing-library/react";
import { afterAll, afterEach } from "vitest";

/*
 * Set up for every test of screens. Nothing is judged by the clock: what is waited for ends only what would hang. A failure says what is
 * missing, without all that stands on the screen. What a test put on the screen is gone when it is over: a clock that ticked on would tell
 * the time to a page that is there no longer.
 */
configure({ asyncUtilTimeout: 30_000, getElementError: (message) => new Error(message ?? "it is not there") });

afterEach(cleanup);

afterAll(() => {
  const { body } = (globalThis as unknown as { document: { body: { innerHTML: string } } }).document;
  if (body.innerHTML !== "") throw new Error(`left on the screen when all tests were over: ${body.innerHTML}`);
});
