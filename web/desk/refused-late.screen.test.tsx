import { act, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { pageView } from "#server/log/log-answer.ts";
import { dayAtGate, lin, wu } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { pageWith } from "#test/desk-page.ts";
import { sendAll } from "./door/outbox.ts";
import { LogPanel } from "./log/LogPanel.tsx";
import { button, buttons, field, openedAgain, openedPart, read, said } from "./opened-part.tsx";
import { Unheard } from "./refusal/Unheard.tsx";

/** What the tab kept before it was reloaded; it is read when its queue begins. */
const kept = vi.hoisted(() => {
  const order = (last: string, as: string, date: string, text: string) => ({
    ...{
      id: `00000000-0000-7000-8000-00000000010${last}`,
      as,
      act: "log.write-line",
      site: "tower",
      deviceTime: 0,
      tries: 1,
    },
    body: { post: "gate", date, shift: "day", text, photos: [] },
  });
  const [today, yesterday] = ["2026-11-21", "2026-11-20"];
  const [own, other] = ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"];
  const all = [order("1", own, today, "停水"), order("2", own, yesterday, "补记"), order("3", other, today, "巡楼")];
  globalThis.fetch = () => Promise.reject(new TypeError("no network yet"));
  sessionStorage.setItem("zhiban.outbox", JSON.stringify(all));
  return all;
});

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
  expect(kept.map(({ as }) => as)).toEqual([lin, lin, wu]);
  const desk = deskHere().answers(pageView, pageWith([], { rule: {} }));
  desk.refuses("log.write-line", "log.page-cut", { rules: ["ZB-07"] });
  const { user } = await openedPart(here);
  await act(async () => sendAll());
  await waitFor(() => expect(words().value).toBe("停水"));
  await waitFor(() => expect(document.querySelector(".unheard blockquote")?.textContent).toBe("补记"));
  expect(read()).not.toContain("巡楼");
  expect(read().split(said("log:refusal.page-cut.what"))).toHaveLength(3);
  await openedAgain(here);
  expect(words().value).toBe("停水");
  await user.click(button("ui:outbox.putAway"));
  expect(buttons("ui:outbox.putAway")).toEqual([]);
  expect(read()).not.toContain("补记");
});
