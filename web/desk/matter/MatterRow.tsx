import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { shiftNamed } from "#duty/grammar/shift-occurrence.ts";
import type { ShownKit } from "#duty/matter/matter-shapes.ts";
import type { ShownMatter } from "#server/matter/matter-answer.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Status } from "../../ui/Status.tsx";
import { Moment, When } from "../../ui/When.tsx";
import { matterWords } from "../site/matter-words.ts";
import { useNames } from "../site/names.ts";
import { MatterDialog } from "./MatterDialog.tsx";

export function ClassStatus({ matter }: { matter: Pick<ShownMatter, "class" | "released"> }) {
  const { t } = useTranslation();
  if (matter.class === "important" && matter.released) return <Status kind="well">{t("matter:released")}</Status>;
  const kind = { ordinary: "quiet", important: "overdue", continuing: "isolated" } as const;
  return <Status kind={kind[matter.class]}>{t(`matter:class.${matter.class}`)}</Status>;
}

interface Props {
  readonly matter: ShownMatter;
  readonly post: string;
  /** The id of what says why whoever acts does nothing there. To give kit up is not for those on duty, and rests on the matter alone. */
  readonly toldBy: string | undefined;
}

/** One matter: its class, what, whose, by when, and the acts on it. */
export function MatterRow({ matter, post, toldBy }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const [open, setOpen] = useState<"progress" | "settle" | "release">();
  return (
    <li className="matter">
      <div className="row spread">
        <ClassStatus matter={matter} />
        <When at={matter.dueAt} />
      </div>
      <div className="row spread what-to-do">
        <p className="what wrap">{matterWords(matter, names, post)}</p>
        <span className="row acts">
          <ActButton toldBy={toldBy} onAct={() => setOpen("progress")}>
            {t("matter:progress.open")}
          </ActButton>
          {matter.mayRelease && (
            <Button type="text" onClick={() => setOpen("release")}>
              {t("matter:release.open")}
            </Button>
          )}
          {matter.maySettle && (
            <ActButton toldBy={matter.kit ? undefined : toldBy} onAct={() => setOpen("settle")}>
              {t("matter:settle.open")}
            </ActButton>
          )}
        </span>
      </div>
      {matter.kit && <KitSince kit={matter.kit} openedAt={matter.openedAt} />}
      <p className="small soft">
        {t("matter:holder", { name: names.person(matter.holder) })} · {t("matter:passes", { count: matter.passes })}
      </p>
      {matter.earlier > 0 && <p className="small soft">{t("matter:earlier", { count: matter.earlier })}</p>}
      {matter.notes.map(({ what, text, by, at }) => (
        <p key={at} className="small wrap">
          <span className="soft">
            <Moment at={at} /> {names.person(by)} {t(`matter:sentence.${what}`)}
          </span>{" "}
          {text ?? t("log:erased")}
        </p>
      ))}
      {open && <MatterDialog act={open} id={matter.id} post={post} onClose={() => setOpen(undefined)} />}
    </li>
  );
}

/** Since which hand-over something of the kit is wanting, and what ends it. */
function KitSince({ kit: { since }, openedAt }: { kit: ShownKit; openedAt: number }) {
  const { t } = useTranslation();
  const names = useNames();
  const { post, shift } = shiftNamed(since);
  return (
    <p className="small soft">
      {t("matter:kit.since", { shift: names.shift(post, shift) })} <Moment at={openedAt} /> · {t("matter:kit.byCount")}
    </p>
  );
}
