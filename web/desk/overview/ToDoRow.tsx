import { useTranslation } from "react-i18next";
import type { ToDo } from "#server/overview/overview-answer.ts";
import { Status, type StatusKind } from "../../ui/Status.tsx";
import { When } from "../../ui/When.tsx";
import { useNames } from "../site/names.ts";
import { useOwedWords } from "./owed-words.ts";
import { PlaceOfDuty } from "./PlaceOfDuty.tsx";
import { RuleLinks } from "./RuleLinks.tsx";

const looks: Readonly<Record<ToDo["kind"], StatusKind>> = {
  call: "overdue",
  overdue: "overdue",
  signature: "accent",
  soon: "quiet",
};

/** One thing to do: how bad, what, by when, whose. It leads to where it is done. */
export function ToDoRow({ toDo }: { toDo: ToDo }) {
  const { t } = useTranslation();
  const names = useNames();
  const words = useOwedWords();
  const { kind, post, person, acknowledgedBy, selfAnswered, waitsFor } = toDo;
  const isAnswered = kind === "overdue" && acknowledgedBy !== null && !selfAnswered;
  const told = waitsFor === null ? words(toDo) : t(`overview:waitsFor.${waitsFor}`);
  return (
    <li className="overview-row">
      <div className="overview-row-what">
        <Status kind={isAnswered ? "accent" : looks[kind]}>
          {t(`overview:kind.${isAnswered ? "answered" : kind}`)}
        </Status>
        <PlaceOfDuty owed={toDo} post={post}>
          {told}
        </PlaceOfDuty>
      </div>
      <div className="overview-row-meta">
        <When at={toDo.dueAt} />
        <span className="whose">
          <span>
            {names.post(post)}
            {person !== null && ` · ${names.person(person)}`}
            {acknowledgedBy !== null &&
              ` · ${t(selfAnswered ? "ledger:answeredForThemselves" : "ledger:acknowledged", { name: names.person(acknowledgedBy) })}`}
          </span>
          <RuleLinks rules={toDo.rules.slice(0, 1)} />
        </span>
      </div>
    </li>
  );
}
