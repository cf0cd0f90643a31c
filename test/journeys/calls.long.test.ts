import { expect, test } from "vitest";
import { calledDesk, goesUnsettled, seesAndAnswers, setUpCalled } from "./called-desks.ts";

/* How somebody on a phone answers: `calls.journey.test.ts`. */

setUpCalled();

test("whoever is called sees it first when they sit down, and answers it, at 1440", async () => {
  await seesAndAnswers(1440);
});

test("whoever is on duty where it is owed sees the call and has no button for it", async () => {
  await goesUnsettled();
  const desk = await calledDesk("李伟", 1440);
  await desk.press("呼叫 1");
  const panel = desk.page.getByRole("dialog", { name: "呼叫" });
  await panel.getByText("这次呼叫不由你应答。").waitFor();
  expect(await panel.getByRole("button", { name: "我来处理" }).count()).toBe(0);
});

test("a locked screen says that there is one call, and neither whose nor about what", async () => {
  const desk = await calledDesk("孙涛", 390);
  await desk.press("锁定");
  await desk.cover().waitFor();
  await goesUnsettled();
  await desk.page.reload();
  await desk.cover().getByText("1 个呼叫").waitFor();
  await desk.picture("locked");
  const said = (await desk.cover().textContent()) ?? "";
  for (const secret of ["水管", "大堂", "李伟", "班长", "事项"]) expect(said).not.toContain(secret);
});
