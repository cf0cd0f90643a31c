import { act, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { pageView } from "#server/log/log-answer.ts";
import { dayAtGate, lin, wu } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { pageWith } from "#test/desk-page.ts";
import { itemStore } from "../queue/item-store.ts";
import { sendAll, takeBack } from "./door/outbox.ts";
import { LogPanel } from "./log/LogPanel.tsx";
import { button, buttons, field, openedAgain, openedPart, read, said } from "./opened-part.tsx";
import { Unheard } from "./refusal/Unheard.tsx";

/** What this browser kept when its page was closed. */
async function keptBefore(): Promise<readonly string[]> {
  const store = itemStore("zhiban.queue");
  const [today, yesterday] = ["2026-11-21", "2026-11-20"];
  for (const [number, [as, date, text]] of [
    [lin, today, "停水"],
    [lin, yesterday, "补记"],
    [wu, today, "巡楼"],
  ].entries()) {
    const body = { post: "gate", date, shift: "day", text, photos: [] };
    const sent = { act: "log.write-line", site: "tower", as: String(as), body, deviceTime: 0, page: "closed" };
    await store.add({ ...sent, id: `00000000-0000-7000-8000-00000000010${number}`, state: "waiting", tries: 1 });
  }
  return (await store.read())?.map(({ as }) => as) ?? [];
}

setUpDesks();

const { post, ...shift } = dayAtGate;
const words = () => field("log:ownWords") as HTMLTextAreaElement;
const here = (
  <>
    <Unheard />
    <LogPanel post={post} shift={shift} />
  </>
);

test("lines refused after a reload come back into the field of their page; those of another page stand above, and of another person nowhere", async () => {
  expect(await keptBefore()).toEqual([lin, lin, wu]);
  const desk = deskHere().answers(pageView, pageWith([], { rule: {} }));
  desk.refuses("log.write-line", "log.page-cut", { rules: ["ZB-07"] });
  const { user } = await openedPart(here);
  await act(async () => sendAll());
  await waitFor(() => expect(words().value).toBe("停水"));
  await waitFor(() => expect(document.querySelector(".unheard blockquote")?.textContent).toBe("补记"));
  expect(read()).not.toContain("巡楼");
  expect(read().split(said("log:refusal.page-cut.what"))).toHaveLength(3);
  // It stands in this field and nowhere else any more.
  expect(await takeBack("00000000-0000-7000-8000-000000000100")).toBe(false);
  await openedAgain(here);
  expect(words().value).toBe("停水");
  await user.click(button("ui:outbox.putAway"));
  expect(buttons("ui:outbox.putAway")).toEqual([]);
  expect(read()).not.toContain("补记");
});
