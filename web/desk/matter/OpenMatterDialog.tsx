import { useTranslation } from "react-i18next";
import { plusMinutes } from "#duty/grammar/time.ts";
import { serverNow, useWall } from "../../ui/server-clock.ts";
import { ActDialog } from "../act/ActDialog.tsx";

interface Props {
  readonly post: string;
  readonly from?: { readonly page: string; readonly line: string; readonly text: string };
  readonly onClose: () => void;
}

const classes = ["ordinary", "important", "continuing"] as const;
/** Hours from now that are offered, of the screen: the rule takes any time to come. */
const spans = [1, 4, 8, 24, 72, 168] as const;

/** Something stays open: of which class, and by when it is to be settled. */
export function OpenMatterDialog({ post, from, onClose }: Props) {
  const { t } = useTranslation();
  const wall = useWall();
  const dueIn = (hours: string) => plusMinutes(serverNow(), Number(hours) * 60);
  return (
    <ActDialog
      title={t("matter:open.title")}
      go={t("matter:open.go")}
      draft={["matter", `${post}/${from?.line ?? "new"}`]}
      fields={{
        text: {
          kind: "text",
          label: t("matter:open.text"),
          required: t("matter:open.textFirst"),
          begins: from?.text ?? "",
        },
        class: {
          kind: "choice",
          label: t("matter:open.class"),
          headed: true,
          options: classes.map((key) => ({ key, name: t(`matter:class.${key}`) })),
          note: (chosen) => t(`matter:classNote.${chosen}`),
          begins: "ordinary",
        },
        hours: {
          kind: "choice",
          label: t("matter:open.due"),
          headed: true,
          options: spans.map((hours) => ({
            key: String(hours),
            name: hours > 24 ? t("matter:open.days", { count: hours / 24 }) : t("matter:open.within", { count: hours }),
          })),
          note: (hours) => `${t("matter:open.dueAt")} ${wall.date(dueIn(hours))} ${wall.time(dueIn(hours))}`,
          begins: "24",
        },
      }}
      onSend={(send, { text, class: its, hours }) => {
        const source = from ? { page: from.page, line: from.line } : {};
        return send("matter.open", { post, class: its, text, dueAt: dueIn(hours), ...source });
      }}
      onClose={onClose}
    />
  );
}
