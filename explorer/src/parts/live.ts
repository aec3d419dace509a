// live.ts - what changed, told to those who hear the page. One polite region, filled after things have settled.
let later = 0;

export function say(words: string): void {
  clearTimeout(later);
  later = window.setTimeout(() => {
    const region = document.getElementById("live");
    if (region) region.textContent = words;
  }, 300);
}
