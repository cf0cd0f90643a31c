import { LockOutlined, PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PersonHere, Session } from "#server/account/account-answer.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { SignInForm } from "../account/SignInForm.tsx";
import { UnlockPad } from "../account/UnlockPad.tsx";
import { chooseActing, useDeskPlace } from "../door/acting.ts";
import { SearchLink } from "./SearchLink.tsx";
import "./people.css";

/** Everybody who has signed in at this desk. Pressing a name says: what is done next, this person does; who is locked shows first that it is them. */
export function PeopleStrip({ session, lock }: { session: Session; lock: () => void }) {
  const { t } = useTranslation();
  const { acting } = useDeskPlace();
  const [adding, setAdding] = useState(false);
  const [proving, setProving] = useState<PersonHere>();
  return (
    <section className="people" aria-label={t("account:people.label")}>
      <span className="lead soft small">{t("account:people.acting")}</span>
      <div className="faces">
        {session.people.map((person) => (
          <Face
            key={person.person}
            person={person}
            acting={person.person === acting.person}
            onChoose={() => (person.locked ? setProving(person) : chooseActing(person.person))}
          />
        ))}
        <button type="button" className="face add" onClick={() => setAdding(true)}>
          <PlusOutlined aria-hidden="true" />
          {t("account:people.add")}
        </button>
      </div>
      <div className="row end">
        <SearchLink on="narrow" />
        <Button type="text" icon={<LockOutlined aria-hidden="true" />} onClick={lock}>
          <span className="wide-only">{t("account:lock.now")}</span>
          <span className="for-readers narrow-only">{t("account:lock.now")}</span>
        </Button>
      </div>
      <Dialog open={adding} title={t("account:people.addTitle")} onClose={() => setAdding(false)}>
        <SignInForm
          onDone={(person) => {
            if (person) chooseActing(person.person);
            setAdding(false);
          }}
        />
      </Dialog>
      {proving && <Proving person={proving} onClose={() => setProving(undefined)} />}
    </section>
  );
}

/** Who has been locked since they were here last acts again only after showing who they are: by PIN, or by password where there is none. */
function Proving({ person, onClose }: { person: PersonHere; onClose: () => void }) {
  const { t } = useTranslation();
  const done = (who: string) => {
    chooseActing(who);
    onClose();
  };
  return (
    <Dialog open title={t("account:people.prove", { name: person.name })} onClose={onClose}>
      {person.mustSetPin ? (
        <SignInForm onDone={(signedIn) => signedIn && done(signedIn.person)} />
      ) : (
        <UnlockPad person={person} onOpen={() => done(person.person)} />
      )}
    </Dialog>
  );
}

function Face({ person, acting, onChoose }: { person: PersonHere; acting: boolean; onChoose: () => void }) {
  const { t } = useTranslation();
  const whatFor = person.locked ? "account:people.prove" : "account:people.choose";
  return (
    <button
      type="button"
      className="face"
      aria-pressed={acting}
      aria-haspopup={person.locked ? "dialog" : undefined}
      title={acting ? undefined : t(whatFor, { name: person.name })}
      onClick={onChoose}
    >
      <span className="initial" aria-hidden="true">
        {person.locked ? <LockOutlined /> : person.name.slice(0, 1)}
      </span>
      <span className="name">{person.name}</span>
    </button>
  );
}
