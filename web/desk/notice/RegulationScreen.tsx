export function RegulationScreen() {
  return null;
}
