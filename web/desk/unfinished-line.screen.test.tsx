import { waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { pageView } from "#server/log/log-answer.ts";
import { dayAtGate } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { closedPage, pageWith } from "#test/desk-page.ts";
import { LogPanel } from "./log/LogPanel.tsx";
import { button, field, openedAgain, openedPart, read, said } from "./opened-part.tsx";

setUpDesks();

const { post, ...shift } = dayAtGate;
const panel = () => <LogPanel post={post} shift={shift} />;
const words = () => field("log:ownWords") as HTMLTextAreaElement;

test("what was begun outlives its page: it is read where nothing can be written, stands in the field of the next page, and is thrown away on a word", async () => {
  const desk = deskHere().answers(pageView, pageWith([]));
  const first = await openedPart(panel());
  await first.user.type(words(), "三楼漏水");
  desk.answers(pageView, closedPage());
  await first.askAgain("log");
  await waitFor(() => expect(read()).toContain(said("log:unfinished")));
  expect(document.querySelector("#log .composer .wrap")?.textContent).toBe("三楼漏水");
  desk.answers(pageView, pageWith([]));
  await openedAgain(<LogPanel post={post} shift={{ date: shift.date, shift: "evening" }} />);
  expect(words().value).toBe("三楼漏水");
  desk.answers(pageView, closedPage());
  const { user } = await openedAgain(panel());
  await user.click(button("log:throwAway"));
  expect(document.querySelector("#log .composer")).toBe(null);
  // Of another post it is no draft.
  await openedAgain(<LogPanel post="lobby" shift={shift} />);
  expect(read()).not.toContain("三楼漏水");
});
