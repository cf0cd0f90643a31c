import { useTranslation } from "react-i18next";
import { reliefsToName } from "#duty/handover/handover-parties.ts";
import { Choices } from "../../ui/Choices.tsx";
import { useNames } from "../site/names.ts";
import { useHandover } from "./handover-desk.ts";

interface Props {
  readonly chosen: string | undefined;
  readonly onChoose: (relief: string) => void;
}

/** Whom the outgoing side names as its relief. */
export function ReliefChoice({ chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const { view, outgoing } = useHandover();
  const people = reliefsToName(view.facts, outgoing);
  return (
    <>
      <h3>{t("handover:prepare.relief")}</h3>
      {people.length === 0 ? (
        <p className="soft">
          {view.facts.next === undefined ? t("handover:prepare.toOffice") : t("handover:prepare.nobody")}
        </p>
      ) : (
        <Choices
          label={t("handover:prepare.relief")}
          options={people.map(({ person, onDuty }) => ({
            key: person,
            name: onDuty ? t("handover:prepare.here", { name: names.person(person) }) : names.person(person),
          }))}
          chosen={chosen}
          onChoose={onChoose}
        />
      )}
    </>
  );
}
