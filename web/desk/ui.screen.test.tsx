import { act, fireEvent, waitFor } from "@testing-library/react";
import { useState } from "react";
import { expect, test, vi } from "vitest";
import { longest } from "#duty/grammar/limits.ts";
import { hours, noon } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { ActButton } from "../ui/ActButton.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Panel } from "../ui/Panel.tsx";
import { PinPad } from "../ui/PinPad.tsx";
import { Status } from "../ui/Status.tsx";
import { Stepper } from "../ui/Stepper.tsx";
import { TextField } from "../ui/TextField.tsx";
import { Moment, When } from "../ui/When.tsx";
import { button, buttons, field, openedPart, pressEscape, read, said, windows } from "./opened-part.tsx";

setUpDesks();

function Window({ children }: { children?: React.ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        打开
      </button>
      <Dialog open={open} from="side" title="窗口" onClose={() => setOpen(false)}>
        {children}
      </Dialog>
    </>
  );
}

test("a window takes the focus to its first field, and gives it back to where it was, however it is closed", async () => {
  deskHere();
  const { user } = await openedPart(
    <Window>
      <input aria-label="栏" />
    </Window>,
  );
  const closings = [
    () => pressEscape(),
    () => user.click(button("ui:close")),
    () => user.click(document.querySelector("dialog") as HTMLElement),
  ];
  for (const close of closings) {
    await user.click(button("打开"));
    expect(windows()).toBe(1);
    expect(document.activeElement).toBe(field("栏"));
    await user.click(field("栏"));
    expect(windows()).toBe(1);
    await close();
    expect(windows()).toBe(0);
    expect(document.querySelector("dialog")).toBeNull();
    expect(document.activeElement?.textContent).toBe("打开");
  }
});

test("a window is named by its heading, stands modal, and the browser does not close it past us", async () => {
  deskHere();
  const { user } = await openedPart(<Window />);
  const modal = vi.spyOn(HTMLDialogElement.prototype, "showModal");
  await user.click(button("打开"));
  expect(modal).toHaveBeenCalledTimes(1);
  const window = document.querySelector("dialog") as HTMLElement;
  expect(document.getElementById(window.getAttribute("aria-labelledby") ?? "")?.textContent).toBe("窗口");
  const cancel = new Event("cancel", { cancelable: true });
  act(() => void window.dispatchEvent(cancel));
  expect(cancel.defaultPrevented).toBe(true);
});

test("a PIN is handed over whole, once, and forgotten; by key, by finger, or pasted with blanks between", async () => {
  deskHere();
  const onWhole = vi.fn();
  const { user } = await openedPart(<PinPad label="签字码" busy={false} onWhole={onWhole} />);
  const pin = field("签字码") as HTMLInputElement;
  const dots = () => [...document.querySelectorAll(".dots span")].filter((each) => each.textContent === "•").length;
  expect(document.activeElement).toBe(pin);
  await user.keyboard("12a3");
  expect(dots()).toBe(3);
  expect(document.querySelector(".dots [data-next=true]")).toBe(document.querySelectorAll(".dots span")[3]);
  await user.click(button("ui:pin.back"));
  expect(dots()).toBe(2);
  await user.click(button("0"));
  await user.click(button("9"));
  expect(pin.value).toBe("1209");
  await user.click(button("ui:pin.clear"));
  expect(dots()).toBe(0);
  for (const each of "975310") await user.click(button(each));
  expect(onWhole).toHaveBeenLastCalledWith("975310");
  expect(pin.value).toBe("");
  fireEvent.change(pin, { target: { value: "13 57 90" } });
  expect(onWhole).toHaveBeenLastCalledWith("135790");
  expect(onWhole).toHaveBeenCalledTimes(2);
});

test("while a PIN is on its way nothing is taken; a wrong one is marked; a calm pad leaves the focus", async () => {
  deskHere();
  const onWhole = vi.fn();
  await openedPart(<PinPad label="签字码" busy calm wrong onWhole={onWhole} />);
  const pin = field("签字码") as HTMLInputElement;
  expect(document.activeElement).not.toBe(pin);
  fireEvent.change(pin, { target: { value: "135790" } });
  expect(onWhole).not.toHaveBeenCalled();
  expect(pin.getAttribute("aria-invalid")).toBe("true");
  expect([...document.querySelectorAll(".keys button:disabled")]).toHaveLength(12);
  expect(document.querySelectorAll(".dots span")[5]?.textContent).toBe("•");
});

function Steps({ begins, most = 3 }: { begins: number | undefined; most?: number }) {
  const [value, setValue] = useState(begins);
  return <Stepper label="几个" value={value} most={most} onChange={setValue} />;
}

test("a small number is stepped within its bounds, by button, arrow or typed; from nothing the first step up is all of them, the first one down all but one", async () => {
  deskHere();
  const { user } = await openedPart(<Steps begins={undefined} />);
  const value = () => (field("几个") as HTMLInputElement).value;
  const [less, more] = ["ui:stepper.less", "ui:stepper.more"].map((key) => () => button(key, { label: "几个" }));
  if (!less || !more) throw new Error("two buttons");
  expect(value()).toBe("");
  await user.click(less());
  expect(value()).toBe("2");
  await user.click(less());
  await user.click(less());
  expect(value()).toBe("0");
  expect((less() as HTMLButtonElement).disabled).toBe(true);
  for (let pressed = 0; pressed < 3; pressed += 1) await user.click(more());
  expect(value()).toBe("3");
  expect((more() as HTMLButtonElement).disabled).toBe(true);
  await user.click(less());
  expect(value()).toBe("2");
  await user.click(field("几个"));
  await user.keyboard("{ArrowUp}{ArrowUp}");
  expect(value()).toBe("3");
  await user.keyboard("{ArrowDown}");
  expect(value()).toBe("2");
  fireEvent.change(field("几个"), { target: { value: "99" } });
  expect(value()).toBe("3");
  fireEvent.change(field("几个"), { target: { value: "" } });
  expect(value()).toBe("3");
  const again = await openedPart(<Steps begins={undefined} />);
  await again.user.click(more());
  expect(value()).toBe("3");
});

test("a text field is named by its label, described by its note, and takes no more than may be sent", async () => {
  deskHere();
  const onChange = vi.fn();
  const { user } = await openedPart(
    <TextField label="内容" note="写清楚" value="" wrong={true} most={2} onChange={onChange} />,
  );
  const text = field("内容") as HTMLTextAreaElement;
  expect(document.getElementById(text.getAttribute("aria-describedby") ?? "")?.textContent).toBe("写清楚");
  expect([text.maxLength, text.getAttribute("aria-invalid")]).toEqual([2, "true"]);
  await user.type(text, "好");
  expect(onChange).toHaveBeenCalledWith("好");
  await openedPart(<TextField label="内容" value="" onChange={onChange} />);
  const plain = field("内容") as HTMLTextAreaElement;
  expect([plain.maxLength, plain.getAttribute("aria-describedby"), plain.getAttribute("aria-invalid")]).toEqual([
    longest.text,
    null,
    null,
  ]);
});

test("a button that may not be pressed says why, is read with it, and does nothing; a busy one neither", async () => {
  deskHere();
  const onAct = vi.fn();
  const { user } = await openedPart(
    <ActButton why={["先写", "再选"]} onAct={onAct}>
      办
    </ActButton>,
  );
  const blocked = button("办");
  expect(document.getElementById(blocked.getAttribute("aria-describedby") ?? "")?.textContent).toBe("先写再选");
  expect(blocked.getAttribute("aria-disabled")).toBe("true");
  await user.click(blocked);
  const busy = await openedPart(
    <ActButton busy onAct={onAct}>
      办
    </ActButton>,
  );
  await busy.user.dblClick(button("办"));
  expect(onAct).not.toHaveBeenCalled();
  const free = await openedPart(<ActButton onAct={onAct}>办</ActButton>);
  await free.user.click(button("办"));
  expect(onAct).toHaveBeenCalledTimes(1);
  expect(button("办").getAttribute("aria-describedby")).toBeNull();
});

test("a moment to come is told by clock and countdown, one that is over as over, one that was met by the clock alone", async () => {
  deskHere();
  const parts = [
    <When key="soon" at={noon + 90_000} />,
    <When key="later" at={noon + 3 * hours} />,
    <When key="days" at={noon + 50 * hours} />,
    <When key="over" at={noon - hours / 2} />,
    <When key="met" at={noon - hours} met />,
  ];
  await openedPart(<div id="all">{parts}</div>);
  const told = [...document.querySelectorAll("#all > .when")].map((each) => each.textContent);
  const left = (key: string, about: object) => said("ui:time.left", { span: said(`ui:time.${key}`, { ...about }) });
  expect(told).toEqual([
    `12:01${left("seconds", { minutes: 1, seconds: "30" })}`,
    `15:00${left("hours", { hours: 3, minutes: "00" })}`,
    `11-23 14:00${left("days", { days: 2, hours: 2 })}`,
    `11:30${said("ui:time.over", { span: said("ui:time.minutes", { minutes: 30 }) })}`,
    "11:00",
  ]);
  expect(document.querySelectorAll(".overdue")).toHaveLength(1);
});

test("a countdown goes on by itself, and a moment of another day has its date", async () => {
  deskHere();
  await openedPart(
    <p>
      <When at={noon + 2000} />
      <Moment at={noon - 13 * hours} />
      <Moment at={noon} />
      <Moment at={noon} withDate />
    </p>,
  );
  expect([...document.querySelectorAll("time.keep")].map((each) => each.textContent)).toEqual([
    "11-20 23:00",
    "12:00",
    "11-21 12:00",
  ]);
  expect(document.querySelector(".overdue")).toBeNull();
  vi.setSystemTime(noon + 3000);
  await waitFor(() => expect(document.querySelectorAll(".overdue")).toHaveLength(1));
});

test("a panel is named by its heading, with its count; a status has its mark and its word", async () => {
  deskHere();
  await openedPart(
    <Panel id="due" title="应办" count={0} aside={<i>旁</i>} flush>
      <Status kind="overdue">超时</Status>
    </Panel>,
  );
  const panel = document.querySelector("section#due");
  expect(document.getElementById(panel?.getAttribute("aria-labelledby") ?? "")?.textContent).toBe("应办0");
  expect(panel?.getAttribute("tabindex")).toBe("-1");
  expect(document.querySelectorAll("#due svg")).toHaveLength(1);
  expect(read()).toContain("旁");
  expect(buttons("超时")).toHaveLength(0);
});

test("words of people turn round nothing that follows them in a sentence", async () => {
  deskHere();
  await openedPart(<p />);
  expect(said("log:acts", { text: "停\u202e水" })).toBe(said("log:acts", { text: "停水" }));
  expect(said("log:acts", { text: "משאבה" })).toBe(
    said("log:acts", { text: "停水" }).replace("停水", "\u2068משאבה\u2069"),
  );
});
