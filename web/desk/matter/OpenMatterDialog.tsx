import { useTranslation } from "react-i18next";
import { Choices } from "../../ui/Choices.tsx";
import { useDraft } from "../../ui/draft.ts";
import { Sheet } from "../../ui/Sheet.tsx";
import { serverNow, useWall } from "../../ui/server-clock.ts";
import { TextField } from "../../ui/TextField.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { useSend } from "../door/use-send.ts";
import { RefusalNote } from "../refusal/RefusalNote.tsx";

interface Props {
  readonly open: boolean;
  readonly post: string;
  readonly from?: { readonly page: string; readonly line: string; readonly text: string };
  readonly onClose: () => void;
}

const classes = ["ordinary", "important", "continuing"] as const;
/** Hours from now that are offered, of the screen: the rule takes any time to come. */
const spans = [1, 4, 8, 24, 72, 168] as const;

interface Draft {
  readonly class: (typeof classes)[number];
  readonly text: string;
  readonly hours: number;
}

/** Something stays open: of which class, and by when it is to be settled. */
export function OpenMatterDialog({ open, post, from, onClose }: Props) {
  const { t } = useTranslation();
  const { acting } = useDeskPlace();
  const wall = useWall();
  const empty: Draft = { class: "ordinary", text: from?.text ?? "", hours: 24 };
  const [draft, change, drop] = useDraft(`matter/${acting.person}/${post}/${from?.line ?? "new"}`, empty);
  const { send, busy, problem } = useSend();
  const dueAt = serverNow() + draft.hours * 3_600_000;
  const begin = async () => {
    const source = from ? { page: from.page, line: from.line } : {};
    if (!(await send("matter.open", { post, class: draft.class, text: draft.text.trim(), dueAt, ...source }))) return;
    drop();
    onClose();
  };
  return (
    <Sheet
      open={open}
      title={t("matter:open.title")}
      act={t("matter:open.go")}
      busy={busy}
      why={draft.text.trim() === "" ? [t("matter:open.textFirst")] : []}
      onAct={begin}
      onClose={onClose}
    >
      <TextField label={t("matter:open.text")} value={draft.text} onChange={(text) => change({ ...draft, text })} />
      <h3>{t("matter:open.class")}</h3>
      <Choices
        label={t("matter:open.class")}
        options={classes.map((key) => ({ key, name: t(`matter:class.${key}`) }))}
        chosen={draft.class}
        onChoose={(chosen) => change({ ...draft, class: chosen })}
      />
      <p className="small soft">{t(`matter:classNote.${draft.class}`)}</p>
      <h3>{t("matter:open.due")}</h3>
      <Choices
        label={t("matter:open.due")}
        options={spans.map((hours) => ({
          key: String(hours),
          name: hours > 24 ? t("matter:open.days", { count: hours / 24 }) : t("matter:open.within", { count: hours }),
        }))}
        chosen={String(draft.hours)}
        onChoose={(hours) => change({ ...draft, hours: Number(hours) })}
      />
      <p className="small soft">
        {t("matter:open.dueAt")} {wall.date(dueAt)} {wall.time(dueAt)}
      </p>
      {problem && <RefusalNote problem={problem} />}
    </Sheet>
  );
}
