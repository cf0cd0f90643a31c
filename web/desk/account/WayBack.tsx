import { useTranslation } from "react-i18next";
import type { PersonHere } from "#server/account/account-answer.ts";
import { chooseActing } from "../door/acting.ts";
import { askToSignOut, useSession } from "../door/session-query.ts";
import { useDeskChange } from "../door/use-desk-change.ts";
import { RefusalNote } from "../refusal/RefusalNote.tsx";

/** The desk belongs to everybody who sits at it: where one of them cannot go on, others do, and they themselves may leave. */
export function WayBack({ person }: { person: PersonHere }) {
  const { t } = useTranslation();
  const { people } = useSession();
  const { change, problem } = useDeskChange();
  return (
    <div className="stack way-out">
      {problem && <RefusalNote problem={problem} />}
      {people
        .filter((each) => each.person !== person.person)
        .map((each) => (
          <button
            key={each.person}
            type="button"
            className="plain-button link"
            onClick={() => chooseActing(each.person)}
          >
            {t("account:people.choose", { name: each.name })}
          </button>
        ))}
      <button
        type="button"
        className="plain-button link"
        onClick={() => void change(() => askToSignOut({ person: person.person }))}
      >
        {t("account:signOut.one", { name: person.name })}
      </button>
    </div>
  );
}
