declare module "virtual:zh-hant" {
  const texts: Record<string, Record<string, unknown>>;
  export default texts;
}
