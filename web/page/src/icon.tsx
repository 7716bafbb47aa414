// The marks of the page: the lantern and the few icons, drawn here; decorative, so hidden from assistive technology.

export const LanternMark = () => (
  <svg class="mark" viewBox="0 0 32 32" width="30" height="30" aria-hidden="true">
    <circle cx="16" cy="18" r="12" fill="#F4A636" opacity=".2" />
    <path d="M12.600 9.500a3.400 3.400 0 0 1 6.800 0" fill="none" stroke="#FFF6E0" stroke-width="1.6" />
    <path d="M10.700 12.200h10.600l-1.500-2.700h-7.600z" fill="#FFF6E0" />
    <path d="M11.300 13.400h9.400l1 10H10.300z" fill="none" stroke="#FFF6E0" stroke-width="1.6" />
    <path
      d="M16 15c2 2.200 2.600 3.400 2.600 4.600a2.600 2.600 0 0 1-5.200 0c0-1.200.6-2.400 2.600-4.600z"
      fill="#F4A636"
    />
    <path d="M9.300 25.200h13.400" stroke="#FFF6E0" stroke-width="2" />
  </svg>
);

const Icon = ({ path }: { path: string }) => (
  <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
    <path
      d={path}
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
      stroke-linecap="round"
      stroke-linejoin="round"
    />
  </svg>
);

export const PlayIcon = () => <Icon path="M4.500 3l8 5-8 5z" />;
export const PauseIcon = () => <Icon path="M5 3.500v9M11 3.500v9" />;
export const SearchIcon = () => <Icon path="M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM10.800 10.800 14 14" />;
export const CloseIcon = () => <Icon path="M3.500 3.500l9 9M12.500 3.500l-9 9" />;
export const ChevronDown = () => <Icon path="M3.500 6l4.500 4.500L12.500 6" />;
export const ChevronUp = () => <Icon path="M3.500 10L8 5.500 12.500 10" />;
export const PlusIcon = () => <Icon path="M8 3v10M3 8h10" />;
export const MinusIcon = () => <Icon path="M3 8h10" />;
export const HomeIcon = () => <Icon path="M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3" />;
