// What changed, for who does not see it; each page says in what words.
export const Announcement = ({ of }: { of: string }) => (
  <p class="unseen" role="status" aria-live="polite" data-test="announcement">
    {of}
  </p>
);
