import { useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../../ui/Dialog.tsx";
import { type Shortcuts, useShortcuts } from "../../ui/shortcuts.ts";
import { askToLock, useNewSession } from "../account/session-query.ts";
import { useAttendanceAt } from "../attendance/attendance-query.ts";
import { useDeskPlace } from "./acting.ts";

const listedKeys = ["?", "g d", "g h", "g l", "n", "w", "l"] as const;

/** The keys that work everywhere, and the sheet that names them all. */
export function ShellShortcuts({ post }: { post: string | undefined }) {
  const { t } = useTranslation();
  const { site } = useDeskPlace();
  const [open, setOpen] = useState(false);
  const { shift, next } = useAttendanceAt(site, post ?? "");
  const navigate = useNavigate();
  const keep = useNewSession();
  const at = shift ?? next;
  const shortcuts = useMemo<Shortcuts>(() => {
    const everywhere: Shortcuts = { "?": () => setOpen(true), l: () => void keep(askToLock()) };
    if (post === undefined) return everywhere;
    const toDuty = () => void navigate({ to: "/duty/$post", params: { post } });
    if (!at) return { ...everywhere, "g d": toDuty };
    const params = { post, date: at.date, shift: at.shift };
    return {
      ...everywhere,
      "g d": toDuty,
      "g h": () => void navigate({ to: "/handover/$post/$date/$shift", params }),
      "g l": () => void navigate({ to: "/page/$post/$date/$shift", params }),
    };
  }, [post, at, navigate, keep]);
  useShortcuts(shortcuts);
  return (
    <Dialog open={open} title={t("ui:keys.title")} onClose={() => setOpen(false)}>
      <dl className="keys-help">
        {listedKeys.map((keys) => (
          <div key={keys}>
            <dt>
              {keys.split(" ").map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(`ui:keys.${keys.replace("?", "help").replace(" ", "-")}`)}</dd>
          </div>
        ))}
      </dl>
      <p className="soft small">{t("ui:keys.note")}</p>
    </Dialog>
  );
}
