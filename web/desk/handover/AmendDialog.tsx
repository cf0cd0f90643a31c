import { useTranslation } from "react-i18next";
import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import { hasNewsSince, isCorrectedSince, writtenByAnother } from "#duty/handover/changed-since.ts";
import { reliefsToName } from "#duty/handover/handover-parties.ts";
import { wantsReason } from "#duty/handover/passing-matters.ts";
import { ActDialog } from "../act/ActDialog.tsx";
import type { AskedField } from "../act/asked-fields.ts";
import { useNames } from "../site/names.ts";
import { preparationOf, useHandover } from "./handover-desk.ts";
import { withMatters } from "./matter-names.ts";

/** What has changed since preparing goes onto the form: what it is stands above, and asked is only why something new passes unfinished. */
export function AmendDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const desk = useHandover();
  const { at, state, view, outgoing, relief } = desk;
  const names = withMatters(useNames(), view.matters);
  const preparation = preparationOf(desk);
  const listed = preparation?.matters ?? [];
  const called = (matter: string) => names.of("matter", matter, at.post);
  const opened = view.facts.matters.filter(({ id }) => !listed.some((each) => each.id === id));
  const settled = listed.filter(({ id }) => !view.facts.matters.some((each) => each.id === id));
  const told = view.facts.matters.filter(hasNewsSince(listed));
  const author = state.phase === "prepared" ? writtenByAnother(state, { outgoing }) : undefined;
  const asked = opened.filter((each) => wantsReason(each, view.rule));
  const people = reliefsToName(view.facts, outgoing);
  const reasons = asked.map(({ id }): [string, AskedField] => {
    return [id, { kind: "text", label: t("handover:amend.reason", { matter: called(id) }) }];
  });
  const who: AskedField = {
    kind: "choice",
    label: t("handover:prepare.relief"),
    headed: true,
    options: people.map(({ person }) => ({ key: person, name: names.person(person) })),
    ...(people.some(({ person }) => person === relief) && relief !== undefined ? { begins: relief } : {}),
  };
  return (
    <ActDialog
      title={t("handover:amend.title")}
      go={t("handover:amend.go")}
      draft={["amend", shiftId(at)]}
      lead={
        <>
          <p>{t("handover:amend.note", { count: state.signatures.length })}</p>
          {author !== undefined && <p>{t("handover:amend.ofAnother", { name: names.person(author) })}</p>}
          {preparation && isCorrectedSince(preparation, view.facts) && <p>{t("handover:amend.corrected")}</p>}
          {opened.map(({ id }) => (
            <p key={id}>{t("handover:amend.opened", { matter: called(id) })}</p>
          ))}
          {told.map(({ id }) => (
            <p key={id}>{t("handover:amend.progressed", { matter: called(id) })}</p>
          ))}
          {settled.map(({ id }) => (
            <p key={id}>{t("handover:amend.settled", { matter: called(id) })}</p>
          ))}
        </>
      }
      fields={{ ...Object.fromEntries(reasons), ...(people.length > 0 ? { relief: who } : {}) }}
      onSend={(send, given: Readonly<Record<string, unknown>>) =>
        send("handover.amend", {
          ...at,
          ...(typeof given.relief === "string" && given.relief !== "" ? { relief: given.relief } : {}),
          reasons: asked.flatMap(({ id }) => {
            const reason = given[id];
            return typeof reason === "string" && reason !== "" ? [{ matter: id, reason }] : [];
          }),
        })
      }
      onClose={onClose}
    />
  );
}
