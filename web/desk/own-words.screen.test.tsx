import { act } from "@testing-library/react";
import { expect, test } from "vitest";
import { lin, noon, personHere, wu } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { chooseActing } from "./door/acting.ts";
import { useOwnDraft, useOwnText } from "./door/own-draft.ts";
import { button, buttons, openedPart, read, said } from "./opened-part.tsx";
import { RefusalNote } from "./refusal/RefusalNote.tsx";

setUpDesks();

function Writes() {
  const [draft, change, drop] = useOwnDraft("kind", "about", "");
  const [text, write] = useOwnText("text", "about");
  return (
    <>
      <input aria-label="稿" value={draft} onChange={({ target }) => change(target.value)} />
      <input aria-label="文" value={text} onChange={({ target }) => write(target.value)} />
      <Reads />
      <button type="button" onClick={drop}>
        丢
      </button>
    </>
  );
}
function Reads() {
  return <i>{useOwnText("text", "about")[0]}</i>;
}

test("what is half written is its writer's: another person at the desk finds nothing, and they find it again", async () => {
  deskHere([personHere(lin), personHere(wu)]);
  const { user } = await openedPart(<Writes />);
  const values = () => [...document.querySelectorAll("input")].map(({ value }) => value);
  const [draft, text] = [...document.querySelectorAll("input")];
  await user.type(draft as HTMLElement, "甲");
  await user.type(text as HTMLElement, "乙");
  expect(document.querySelector("i")?.textContent).toBe("乙");
  act(() => chooseActing(wu));
  expect([...values(), document.querySelector("i")?.textContent]).toEqual(["", "", ""]);
  act(() => chooseActing(lin));
  expect(values()).toEqual(["甲", "乙"]);
  await user.click(button("丢"));
  expect(values()).toEqual(["", "乙"]);
});

test("a refusal names people, posts, shifts, things and moments as they are called here", async () => {
  deskHere();
  const note = (code: string, detail: Record<string, string | number | string[]>) => (
    <RefusalNote problem={{ code, detail, rules: ["ZB-01"] }} />
  );
  await openedPart(
    <>
      {note("attendance.covering", { post: "lobby" })}
      {note("attendance.too-early", { opensAt: noon })}
      {note("account.person-locked", { person: wu })}
      {note("log.function-lacking", { functions: ["squad-leader", "department-manager"] })}
      {note("nothing.known", {})}
    </>,
  );
  expect(read()).toContain(said("attendance:refusal.covering.what", { post: "大堂岗" }));
  expect(read()).toContain(said("attendance:refusal.too-early.todo", { opensAt: "11-21 12:00" }));
  expect(read()).toContain(said("account:refusal.person-locked.what", { person: "吴敏" }));
  expect(read()).toContain(said("log:refusal.function-lacking.todo", { functions: "班长、部门经理" }));
  expect(read()).toContain(said("ui:refusal.unknown.what", { code: "nothing.known" }));
  expect(document.querySelectorAll("[role=alert]")).toHaveLength(5);
  expect(buttons("ZB-01")).toHaveLength(5);
});
