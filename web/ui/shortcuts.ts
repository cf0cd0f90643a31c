import { useEffect } from "react";

/** Keys by what they do. One letter each; `g l` is two keys in a row. */
export type Shortcuts = Readonly<Record<string, () => void>>;

const patience = 1200;

/** Whether a key belongs to whoever is writing: in a field, or while an input method is composing Chinese. */
function isWriting(event: KeyboardEvent): boolean {
  if (event.isComposing || event.keyCode === 229) return true;
  const target = event.target as HTMLElement | null;
  return target?.isContentEditable === true || /^(input|textarea|select)$/i.test(target?.tagName ?? "");
}

/** Whether it is another key than it says: one that is held with it, or that was held down until it came again. A digit asks for nothing to be held. */
function isOther(event: KeyboardEvent): boolean {
  const { ctrlKey, metaKey, altKey, shiftKey, key, repeat } = event;
  return repeat || ctrlKey || metaKey || altKey || event.getModifierState("AltGraph") || (shiftKey && /^\d$/.test(key));
}

export function useShortcuts(shortcuts: Shortcuts): void {
  useEffect(() => {
    let first = "";
    let firstAt = 0;
    const press = (event: KeyboardEvent) => {
      if (isWriting(event) || isOther(event) || event.defaultPrevented) return;
      if (document.querySelector("dialog[open]")) return;
      const both = event.timeStamp - firstAt < patience ? `${first} ${event.key}` : event.key;
      const act = shortcuts[both] ?? shortcuts[event.key];
      first = event.key;
      firstAt = event.timeStamp;
      if (!act) return;
      event.preventDefault();
      first = "";
      act();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [shortcuts]);
}
