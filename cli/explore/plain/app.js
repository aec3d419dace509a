const answer = await fetch("/api/about");
const about = await answer.json();
document.getElementById("about").textContent = answer.ok
  ? `${about.documents} reports, ${about.events} events, ${about.first} to ${about.last}.`
  : about.error;
