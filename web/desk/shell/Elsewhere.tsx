import { Link, useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Nothing, Waiting } from "../../ui/States.tsx";
import { overlooks, useDeskPlace } from "../door/acting.ts";
import { useOwnPost } from "./first-post.ts";

/** The first screen: the overview for whoever holds a function at the site, else the post where the acting person stands or is due. */
export function FirstScreen() {
  const { site, acting } = useDeskPlace();
  return overlooks(acting, site) ? <ToOverview /> : <FirstPost />;
}

function ToOverview() {
  const navigate = useNavigate();
  useEffect(() => void navigate({ to: "/overview", replace: true }), [navigate]);
  return <Waiting rows={6} />;
}

function FirstPost() {
  const { t } = useTranslation();
  const post = useOwnPost();
  const navigate = useNavigate();
  useEffect(() => {
    if (post !== undefined) void navigate({ to: "/duty/$post", params: { post }, replace: true });
  }, [post, navigate]);
  if (post !== undefined) return <Waiting rows={6} />;
  return (
    <div className="screen">
      <div className="panel">
        <Nothing title={t("site:noPosts")}>
          <p>{t("site:noPostsTodo")}</p>
        </Nothing>
      </div>
    </div>
  );
}

export function Astray() {
  const { t } = useTranslation();
  return (
    <div className="screen">
      <div className="panel">
        <Nothing title={t("ui:astray.what")}>
          <Link to="/">{t("ui:astray.todo")}</Link>
        </Nothing>
      </div>
    </div>
  );
}
