import { useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { shiftInView } from "#duty/attendance/post-board.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { type Shortcuts, useShortcuts } from "../../ui/shortcuts.ts";
import { useAttendanceAt } from "../attendance/attendance-query.ts";
import { useDeskPlace } from "../door/acting.ts";
import type { KeysTold } from "../noun/desk-noun.ts";
import { type ShownNouns, useShownNouns } from "../noun/shown-nouns.ts";
import "./keys-help.css";

function listed({ books, keys }: ShownNouns): KeysTold[] {
  return [
    { keys: "?", told: "ui:keys.help" },
    { keys: "g d", told: "ui:keys.g-d" },
    ...books.map((book) => book.keys),
    ...keys,
    { keys: "l", told: "ui:keys.l" },
  ];
}

/** The keys that work everywhere, and the sheet that names them all. */
export function ShellShortcuts({ post, lock }: { post: string | undefined; lock: () => void }) {
  const { t } = useTranslation();
  const { site } = useDeskPlace();
  const shown = useShownNouns();
  const [open, setOpen] = useState(false);
  const at = shiftInView(useAttendanceAt(site, post ?? ""));
  const navigate = useNavigate();
  const shortcuts = useMemo<Shortcuts>(() => {
    const everywhere: Shortcuts = {
      "?": () => setOpen(true),
      l: lock,
      "/": () => void navigate({ to: "/search" }),
    };
    if (post === undefined) return everywhere;
    const toDuty = () => void navigate({ to: "/duty/$post", params: { post } });
    if (!at) return { ...everywhere, "g d": toDuty };
    const params = { post, date: at.date, shift: at.shift };
    const toBooks = shown.books.map(({ to, keys: { keys } }) => [keys, () => void navigate({ to, params })] as const);
    return { ...everywhere, "g d": toDuty, ...Object.fromEntries(toBooks) };
  }, [post, at, navigate, lock, shown]);
  useShortcuts(shortcuts);
  return (
    <Dialog open={open} title={t("ui:keys.title")} onClose={() => setOpen(false)}>
      <dl className="keys-help">
        {listed(shown).map(({ keys, told }) => (
          <div key={keys}>
            <dt>
              {keys.split(" ").map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(told)}</dd>
          </div>
        ))}
      </dl>
      <p className="soft small">{t("ui:keys.note")}</p>
    </Dialog>
  );
}
