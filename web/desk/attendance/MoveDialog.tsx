import { useTranslation } from "react-i18next";
import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import { ActDialog } from "../act/ActDialog.tsx";
import { unlessEmpty } from "../act/asked-fields.ts";
import { useDeskPlace } from "../door/acting.ts";
import { useNames } from "../site/names.ts";
import type { ShiftId } from "../site/shift-id.ts";
import { useSite } from "../site/site-query.ts";
import { useAttendance } from "./attendance-query.ts";

/**
 * Changing posts inside a shift: the work record of the old post is written before one goes. Where one person stands at the other post, they may
 * come to this one instead: that is offered to them, and happens once they agree.
 */
export function MoveDialog({ at, onClose }: { at: ShiftId; onClose: () => void }) {
  const { t } = useTranslation();
  const { site } = useDeskPlace();
  const names = useNames();
  const { posts } = useSite(site);
  const { posts: manned } = useAttendance(site);
  const others = posts.filter(({ key }) => key !== at.post);
  const exchanges = others.flatMap(({ key: to, name: post }) => {
    const there = manned.find((each) => each.post === to)?.on ?? [];
    const [one, ...more] = there.filter(({ date, shift }) => date === at.date && shift === at.shift);
    if (!one || more.length > 0) return [];
    const name = t("attendance:move.exchange", { post, name: names.person(one.person) });
    return [{ key: `${to}/${one.person}`, name }];
  });
  return (
    <ActDialog
      title={t("attendance:move.title")}
      go={t("attendance:move.go")}
      draft={["move", shiftId(at)]}
      fields={{
        to: {
          kind: "choice",
          label: t("attendance:move.to"),
          options: [...others, ...exchanges],
          required: t("attendance:move.whereFirst"),
        },
        record: { kind: "text", label: t("attendance:move.record"), note: t("attendance:move.recordNote") },
      }}
      onSend={(send, { to: chosen, record }) => {
        const [to = "", exchangeWith = ""] = chosen.split("/");
        return send("attendance.move", { ...at, to, ...unlessEmpty({ record }), ...unlessEmpty({ exchangeWith }) });
      }}
      onClose={onClose}
    />
  );
}
