import { expect, test, vi } from "vitest";
import { CommandRefused } from "./ask.ts";
import { tellCaught } from "./told-faults.ts";

test("of what was caught the console hears only what is at fault", () => {
  const told = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const answers = [0, 401, 403, 404, 423, 503, 507].map((status) => new CommandRefused({ code: "any", status }));
  for (const each of answers) tellCaught(each);
  expect(told).not.toHaveBeenCalled();
  const faults = [new Error("bug"), new CommandRefused({ code: "house.fault", status: 500 }), undefined];
  for (const each of faults) tellCaught(each);
  expect(told.mock.calls).toEqual(faults.map((each) => [each]));
});
