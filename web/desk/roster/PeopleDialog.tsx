import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../../ui/Dialog.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { useNames } from "../site/names.ts";
import { useSite } from "../site/site-query.ts";
import { type PlanDraft, standingIn, type TurnName } from "./plan-draft.ts";

interface Props {
  readonly post: string;
  readonly turn: TurnName;
  readonly draft: PlanDraft;
  readonly onTake: (people: readonly string[]) => void;
  readonly onClose: () => void;
}

/** Who stands in one shift of a plan that is being made. */
export function PeopleDialog({ post, turn, draft, onTake, onClose }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const [people, choose] = useState<readonly string[]>(standingIn(draft.assignments, turn));
  const title = t("roster:turn.title", { date: turn.date.slice(5), shift: names.shift(post, turn.shift) });
  return (
    <Dialog open title={title} onClose={onClose}>
      <div className="stack sheet">
        <p className="soft">{t("roster:people.note")}</p>
        <OrderedPeople label={title} chosen={people} onChoose={choose} />
        <Button
          type="primary"
          block
          onClick={() => {
            onTake(people);
            onClose();
          }}
        >
          {people.length === 0 ? t("roster:people.nobody") : t("roster:people.take", { count: people.length })}
        </Button>
      </div>
    </Dialog>
  );
}

/** People in the order in which they are pressed; pressed again they are out. */
export function OrderedPeople({
  label,
  chosen,
  onChoose,
}: {
  label: string;
  chosen: readonly string[];
  onChoose: (people: readonly string[]) => void;
}) {
  const { site } = useDeskPlace();
  const { people } = useSite(site);
  return (
    <fieldset className="bare">
      <legend className="for-readers">{label}</legend>
      <div className="choices">
        {people
          .filter(({ left }) => !left)
          .map(({ person, name }) => {
            const at = chosen.indexOf(person);
            return (
              <button
                key={person}
                type="button"
                className="choice"
                aria-pressed={at >= 0}
                onClick={() => onChoose(at >= 0 ? chosen.toSpliced(at, 1) : [...chosen, person])}
              >
                {at >= 0 && <span className="place">{at + 1}</span>}
                {name}
              </button>
            );
          })}
      </div>
    </fieldset>
  );
}
