import { LockOutlined, PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PersonHere, Session } from "#server/account/account-answer.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { SignInForm } from "../account/SignInForm.tsx";
import { askToLock, useNewSession } from "../account/session-query.ts";
import { chooseActing, useDeskPlace } from "./acting.ts";
import "./people.css";

/** Everybody who has signed in at this desk. Pressing a name says: what is done next, this person does. */
export function PeopleStrip({ session }: { session: Session }) {
  const { t } = useTranslation();
  const { acting } = useDeskPlace();
  const [adding, setAdding] = useState(false);
  const keep = useNewSession();
  return (
    <section className="people" aria-label={t("account:people.label")}>
      <span className="lead soft small">{t("account:people.acting")}</span>
      <div className="faces">
        {session.people.map((person) => (
          <Face key={person.person} person={person} acting={person.person === acting.person} />
        ))}
        <button type="button" className="face add" onClick={() => setAdding(true)}>
          <PlusOutlined aria-hidden="true" />
          {t("account:people.add")}
        </button>
      </div>
      <div className="row end">
        <Button type="text" icon={<LockOutlined aria-hidden="true" />} onClick={() => void keep(askToLock())}>
          <span className="wide-only">{t("account:lock.now")}</span>
          <span className="for-readers narrow-only">{t("account:lock.now")}</span>
        </Button>
      </div>
      <Dialog open={adding} title={t("account:people.addTitle")} onClose={() => setAdding(false)}>
        <SignInForm
          onDone={(after) => {
            const added = after.people.find(({ person }) => !session.people.some((each) => each.person === person));
            if (added) chooseActing(added.person);
            setAdding(false);
          }}
        />
      </Dialog>
    </section>
  );
}

function Face({ person, acting }: { person: PersonHere; acting: boolean }) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      className="face"
      aria-pressed={acting}
      title={acting ? undefined : t("account:people.choose", { name: person.name })}
      onClick={() => chooseActing(person.person)}
    >
      <span className="initial" aria-hidden="true">
        {person.name.slice(0, 1)}
      </span>
      <span className="name">{person.name}</span>
    </button>
  );
}
