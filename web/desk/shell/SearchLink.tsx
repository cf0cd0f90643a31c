import { SearchOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

/** The way to the search, from every screen. */
export function SearchLink() {
  const { t } = useTranslation();
  return (
    <Link to="/search" className="search-link" activeProps={{ className: "active" }} aria-label={t("ui:nav.search")}>
      <SearchOutlined aria-hidden="true" />
    </Link>
  );
}
