// What the pages of the other charts share.

export const DAY = 86_400_000;
/** The width of a day at the two zooms, as Accord draws it. */
export const PX = { week: 13, month: 4 };

/** Makes the place for the chart or board as large as Accord's. */
export function fit() {
  const size = new URLSearchParams(location.search);
  const place = document.getElementById('chart');
  place.style.width = `${size.get('width')}px`;
  place.style.height = `${size.get('height')}px`;
  return place;
}

/** Fetches the data that the address names. */
export async function load() {
  const answer = await fetch(new URLSearchParams(location.search).get('data'));
  return answer.json();
}

/** A date without a time, where the browser is. */
export function days(text) {
  const [year, month, day] = text.split('-').map(Number);
  return new Date(year, month - 1, day);
}

/** Two buttons that a mouse can press. */
export function zoomButtons(change) {
  for (const name of Object.keys(PX)) {
    document.getElementById(`zoom-${name}`).addEventListener('click', () => change(name));
  }
}
