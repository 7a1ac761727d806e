// The page's own words. What people and the bot say comes from the street.

const EN = {
  tagline: "Be everyone in the neighbourhood",
  record: "The record", record_none: "No case yet. Write “/help …” in the group, or to the bot in private.",
  cases: "Cases", deadlines: "What falls due", no_deadlines: "Nothing falls due.",
  shifts: "On duty now", no_shifts: "Nobody is on duty.", until: "until {time}", in_time: "in {time}", due_now: "now",
  story_of: "Its story", lines_more: "{n} entries",
  clock: "Clock", pause: "Pause the clock", run: "Let the clock run", fast: "×60", fast_long: "Sixty times as fast",
  ten: "+10 min", ten_long: "Jump ten minutes ahead", hour: "+1 h", hour_long: "Jump an hour ahead",
  shift: "Next shift", shift_long: "Jump to the next shift change", stands: "The clock stands", speed: "×{n}",
  bot_running: "The bot is running", bot_starting: "The bot is starting…", bot_stopped: "The bot is dead",
  bot_waiting: "{n} waiting for it", kill: "Kill the bot", start_bot: "Start the bot",
  trouble: "Trouble", trouble_429: "Telegram answers 429 (too many requests)", trouble_502: "Telegram answers 502 (bad gateway)",
  trouble_silence: "Telegram answers nothing", trouble_blocked: "{name} has blocked the bot",
  language: "Language of this page", stories: "Ready stories", stop: "Stop and take over", new_street: "Empty street",
  new_street_long: "A fresh street, without a story", playing: "Playing: {title}", broken: "The story stopped: somebody didn't see what was to come.",
  taken: "The story is stopped. Everything is yours now.", opening: "Opening the street…", lost: "The connection to the demo is lost. It comes back by itself when the demo runs.",
  starting_up: "The bot starts in a moment. What you write waits for it.",
  phone_of: "{name}'s phone: {chat}", chats: "Chats of {name}", chat_menu: "What can be done in this chat", close_phone: "Put {name}'s phone away",
  members: "{n} members", bot: "bot", not_started: "not started yet", blocked: "blocked", typing: "{name} is typing…", supergroup: "supergroup", unread: "{n} unread",
  messages: "Messages", pinned: "Pinned message", down: "To the newest message", today: "Today",
  write: "Message", send: "Send", attach: "Attach", commands: "Commands of the bot", start: "Start", unblock: "Unblock", join: "Join the group", muted: "You may not write here.",
  replying: "Reply to {name}", editing: "Edit the message", cancel: "Cancel", answer_asked: "Asked for an answer",
  photo_disk: "Photo from the disk…", file_disk: "File from the disk…", photo_sample: "A sample photo", album_sample: "A sample album", voice_sample: "A sample voice message", place: "A place…", new_poll: "A poll…", new_poll_title: "Ask everyone", question: "Question", options: "Answers, one a line",
  latitude: "Latitude", longitude: "Longitude", place_title: "Send a place", place_ok: "Send",
  m_actions: "What can be done with this message", m_reply: "Reply", m_edit: "Edit", m_delete: "Delete", m_forward: "Forward…", m_like: "React with 👍", forward_to: "Forward to",
  edited: "edited", forwarded: "Forwarded from {name}", photo: "Photo", voice: "Voice message", play: "Play", pause_voice: "Pause", document: "File", video: "Video", sticker: "Sticker", location: "Place", contact: "Contact", poll: "Poll", video_note: "Video message", audio: "Music", animation: "Animation",
  votes: "votes: {n}", closed: "closed", only_you: "Only {name} sees this",
  s_joined: "{name} joined the group", s_left: "{name} left the group", s_pinned: "{by} pinned “{words}”", s_upgraded: "The group was upgraded to a supergroup", s_topic: "Topic “{words}” was opened", s_closed: "The topic was closed", s_reopened: "The topic was opened again", s_title: "The group is now called {words}", s_other: "Something changed in the group",
  leave: "Leave the group", block: "Block the bot", promote: "Make the bot an administrator", demote: "Take the bot's admin rights away", add_bot: "Add the bot to the group", remove_bot: "Remove the bot from the group",
  privacy_on: "Turn privacy mode on", privacy_off: "Turn privacy mode off", privacy_hint: "As with BotFather: it takes effect when the bot joins a group anew. An administrator bot receives everything.",
  upgrade: "Convert to a supergroup", topic: "Open a topic…", topic_title: "Open a topic", topic_name: "Name of the topic", all_topics: "All", general: "General",
  add: "Add a phone", add_title: "Add a phone", add_person: "Somebody who is there", add_whose: "Whose phone", add_chat: "Which chat", add_resident: "Another resident", add_officer: "Another officer", add_grid: "Another neighbourhood", add_forum: "A supergroup with topics", name: "Name", add_ok: "Add", with_bot: "Chat with the bot",
  refused: "Telegram doesn't allow that.", ok: "OK", opens: "This button opens {url}", tabs: "Phones and record",
};

const ZH = {
  tagline: "在小区里扮演每一个人",
  record: "记录", record_none: "还没有事项。在群里写「求助 …」，或私下告诉机器人。",
  cases: "事项", deadlines: "时限", no_deadlines: "目前没有时限。",
  shifts: "现在值班", no_shifts: "现在无人值班。", until: "到 {time}", in_time: "还有 {time}", due_now: "到时",
  story_of: "经过", lines_more: "{n} 条",
  clock: "时钟", pause: "暂停时钟", run: "让时钟走", fast: "×60", fast_long: "快六十倍",
  ten: "+10 分", ten_long: "快进十分钟", hour: "+1 小时", hour_long: "快进一小时",
  shift: "下次换班", shift_long: "快进到下次换班", stands: "时钟已停", speed: "×{n}",
  bot_running: "机器人在运行", bot_starting: "机器人正在启动…", bot_stopped: "机器人已停",
  bot_waiting: "{n} 条等着它", kill: "结束机器人", start_bot: "启动机器人",
  trouble: "故障", trouble_429: "Telegram 回 429（请求过多）", trouble_502: "Telegram 回 502（网关错误）",
  trouble_silence: "Telegram 没有应答", trouble_blocked: "{name}屏蔽了机器人",
  language: "页面语言", stories: "现成的故事", stop: "停下，由我接着演", new_street: "空小区",
  new_street_long: "重新开始，不放故事", playing: "正在演：{title}", broken: "故事停了：有人没等到该看到的消息。",
  taken: "故事已停，接下来由您来演。", opening: "正在布置小区…", lost: "与演示程序断开了。程序一运行，页面会自动恢复。",
  starting_up: "机器人马上就好，您现在写的它随后都会收到。",
  phone_of: "{name}的手机：{chat}", chats: "{name}的聊天", chat_menu: "在这个聊天里能做的事", close_phone: "收起{name}的手机",
  members: "{n} 位成员", bot: "机器人", not_started: "还没开始", blocked: "已屏蔽", typing: "{name}正在输入…", supergroup: "超级群", unread: "{n} 条未读",
  messages: "消息", pinned: "置顶消息", down: "到最新消息", today: "今天",
  write: "输入消息", send: "发送", attach: "附件", commands: "机器人的命令", start: "开始", unblock: "解除屏蔽", join: "加入群", muted: "您不能在这里发言。",
  replying: "回复 {name}", editing: "修改消息", cancel: "取消", answer_asked: "请您回答",
  photo_disk: "从电脑选照片…", file_disk: "从电脑选文件…", photo_sample: "一张示例照片", album_sample: "一组示例照片", voice_sample: "一段示例语音", place: "位置…", new_poll: "投票…", new_poll_title: "发起投票", question: "问题", options: "选项，每行一个",
  latitude: "纬度", longitude: "经度", place_title: "发送位置", place_ok: "发送",
  m_actions: "对这条消息能做的事", m_reply: "回复", m_edit: "修改", m_delete: "删除", m_forward: "转发…", m_like: "回应 👍", forward_to: "转发到",
  edited: "已修改", forwarded: "转发自 {name}", photo: "照片", voice: "语音", play: "播放", pause_voice: "暂停", document: "文件", video: "视频", sticker: "贴纸", location: "位置", contact: "名片", poll: "投票", video_note: "视频消息", audio: "音乐", animation: "动图",
  votes: "{n} 票", closed: "已结束", only_you: "只有{name}看得到",
  s_joined: "{name}加入了群", s_left: "{name}离开了群", s_pinned: "{by}置顶了「{words}」", s_upgraded: "本群已升级为超级群", s_topic: "新话题「{words}」", s_closed: "话题已关闭", s_reopened: "话题重新开放", s_title: "群名改为{words}", s_other: "群里有变动",
  leave: "退出群", block: "屏蔽机器人", promote: "设机器人为管理员", demote: "取消机器人的管理员", add_bot: "把机器人加进群", remove_bot: "把机器人移出群",
  privacy_on: "开启隐私模式", privacy_off: "关闭隐私模式", privacy_hint: "与 BotFather 里一样：机器人重新进群后生效。当管理员的机器人能收到全部消息。",
  upgrade: "升级为超级群", topic: "新建话题…", topic_title: "新建话题", topic_name: "话题名称", all_topics: "全部", general: "综合",
  add: "添加手机", add_title: "添加一部手机", add_person: "已有的人", add_whose: "谁的手机", add_chat: "哪个聊天", add_resident: "再来一位居民", add_officer: "再来一位民警", add_grid: "再来一个小区", add_forum: "带话题的超级群", name: "名称", add_ok: "添加", with_bot: "与机器人的私聊",
  refused: "Telegram 不允许这样做。", ok: "好", opens: "这个按钮会打开 {url}", tabs: "手机和记录",
};

export const LANGUAGES = { zh_Hans: "中文", en: "English" };
const SAID = { en: EN, zh_Hans: ZH };
let spoken = navigator.language.toLowerCase().startsWith("zh") ? "zh_Hans" : "en";

export const language = () => spoken;
export const tag = () => (spoken === "zh_Hans" ? "zh-Hans" : "en");

export function speak(chosen) {
  spoken = chosen in SAID ? chosen : "en";
  document.documentElement.lang = tag();
}

export function t(key, values = {}) {
  return SAID[spoken][key].replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

export const missing = () => Object.keys(EN).filter((key) => !(key in ZH)).concat(Object.keys(ZH).filter((key) => !(key in EN)));
