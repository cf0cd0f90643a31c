import { act, fireEvent } from "@testing-library/react";
import { useState } from "react";
import { expect, test } from "vitest";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { useShortcuts } from "../ui/shortcuts.ts";
import { field, openedPart } from "./opened-part.tsx";

setUpDesks();

function Keys({ told }: { told: (key: string) => void }) {
  const [keys] = useState(() => ({ n: () => told("n"), "g l": () => told("g l"), l: () => told("l") }));
  useShortcuts(keys);
  return <textarea aria-label="写" />;
}

test("keys act alone or two in a row, not while somebody writes, holds another key, or a window is open", async () => {
  deskHere();
  const told: string[] = [];
  const { user, close } = await openedPart(
    <>
      <Keys told={(key) => told.push(key)} />
      <dialog open={false}>窗口</dialog>
    </>,
  );
  const heard = () => told.splice(0);
  await user.keyboard("n");
  await user.keyboard("gl");
  await user.keyboard("l");
  expect(heard()).toEqual(["n", "g l", "l"]);
  await user.type(field("写"), "nl");
  expect(heard()).toEqual([]);
  act(() => (document.activeElement as HTMLElement).blur());
  for (const held of ["ctrlKey", "metaKey", "altKey"]) fireEvent.keyDown(window, { key: "n", [held]: true });
  fireEvent.keyDown(window, { key: "n", keyCode: 229 });
  const dialog = document.querySelector("dialog") as HTMLDialogElement;
  dialog.showModal();
  fireEvent.keyDown(window, { key: "n" });
  expect(heard()).toEqual([]);
  dialog.close();
  const pressed = new KeyboardEvent("keydown", { key: "n", cancelable: true });
  window.dispatchEvent(pressed);
  expect(pressed.defaultPrevented).toBe(true);
  expect(heard()).toEqual(["n"]);
  close();
  fireEvent.keyDown(window, { key: "n" });
  expect(heard()).toEqual([]);
});
