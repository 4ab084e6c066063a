<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="zh_CN">
<context>
    <name>AdvicePanel</name>
    <message>
        <source>假设: 不用此力量</source>
        <translation>Suppose: without this force</translation>
    </message>
    <message>
        <source>假设: 多要一支</source>
        <translation>Suppose: one more</translation>
    </message>
    <message>
        <source>假设: 少要一支</source>
        <translation>Suppose: one fewer</translation>
    </message>
    <message>
        <source>假设: 此力量空闲</source>
        <translation>Suppose: this force free</translation>
    </message>
    <message>
        <source>假设封路: 地点或坐标</source>
        <translation>Suppose closed: place or coordinates</translation>
    </message>
    <message>
        <source>全局方案</source>
        <translation>Plan for all</translation>
    </message>
    <message>
        <source>勾选</source>
        <translation>Tick</translation>
    </message>
    <message>
        <source>封路</source>
        <translation>Closure</translation>
    </message>
    <message>
        <source>推荐派遣</source>
        <translation>Recommend forces</translation>
    </message>
    <message>
        <source>查找</source>
        <translation>Find</translation>
    </message>
    <message>
        <source>查找力量: 名称、拼音或首字母</source>
        <translation>Find force: name, pinyin, initials</translation>
    </message>
    <message>
        <source>派遣 {0} 支</source>
        <translation>Send {0}</translation>
    </message>
    <message>
        <source>派遣已勾选</source>
        <translation>Send those ticked</translation>
    </message>
    <message>
        <source>清除假设</source>
        <translation>Clear suppositions</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>类别: 按事件</source>
        <translation>Kind: as incident</translation>
    </message>
    <message>
        <source>级别</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>级别: 按事件</source>
        <translation>Level: as incident</translation>
    </message>
</context>
<context>
    <name>AgeBand</name>
    <message>
        <source> · 数据库断开</source>
        <translation> · database lost</translation>
    </message>
    <message>
        <source> · 网关断开</source>
        <translation> · gateway lost</translation>
    </message>
    <message>
        <source>尚未收到数据 – 已等待 {0}{1}</source>
        <translation>No data received – waiting {0}{1}</translation>
    </message>
    <message>
        <source>数据已停 {0} – 不是当前画面{1}</source>
        <translation>Data stopped {0} ago – not the current picture{1}</translation>
    </message>
</context>
<context>
    <name>AimsPart</name>
    <message>
        <source>事件</source>
        <translation>Incident</translation>
    </message>
    <message>
        <source>作战阶段</source>
        <translation>Operational period</translation>
    </message>
    <message>
        <source>先设立指挥部 (Ctrl+J)</source>
        <translation>Set up the command first (Ctrl+J)</translation>
    </message>
    <message>
        <source>写作: 请求支援 市应急局 排涝车2台 超出本区能力</source>
        <translation>Write: support CityOffice 2pumps beyond our means</translation>
    </message>
    <message>
        <source>写作: 阶段 18:00 搜救 (或 阶段 4h 搜救)</source>
        <translation>Write: period 18:00 search (or period 4h search)</translation>
    </message>
    <message>
        <source>写作: 需求 帐篷 200顶</source>
        <translation>Write: need tents 200pcs</translation>
    </message>
    <message>
        <source>单位 内容 理由</source>
        <translation>Body what why</translation>
    </message>
    <message>
        <source>只有需求可以更正数量</source>
        <translation>Only needs have a quantity to correct</translation>
    </message>
    <message>
        <source>名称 数量单位</source>
        <translation>Name quantity+unit</translation>
    </message>
    <message>
        <source>尚无目标和需求 – Ctrl+O 设定目标, Ctrl+D 提出需求, Ctrl+U 请求支援</source>
        <translation>No objectives or needs yet – Ctrl+O objective, Ctrl+D need, Ctrl+U support</translation>
    </message>
    <message>
        <source>已结束 – 经过见时间线 (Alt+8)</source>
        <translation>Ended – the timeline tells how (Alt+8)</translation>
    </message>
    <message>
        <source>接收外援力量</source>
        <translation>Take in aid</translation>
    </message>
    <message>
        <source>提出需求</source>
        <translation>State need</translation>
    </message>
    <message>
        <source>提出需求 {0}</source>
        <translation>State need {0}</translation>
    </message>
    <message>
        <source>放弃或取消…</source>
        <translation>Drop or cancel…</translation>
    </message>
    <message>
        <source>更正数量…</source>
        <translation>Correct quantity…</translation>
    </message>
    <message>
        <source>目标</source>
        <translation>Objective</translation>
    </message>
    <message>
        <source>目标需求</source>
        <translation>Aims</translation>
    </message>
    <message>
        <source>结束作战阶段</source>
        <translation>End operational period</translation>
    </message>
    <message>
        <source>结束时间 任务</source>
        <translation>End aims</translation>
    </message>
    <message>
        <source>设定目标</source>
        <translation>Set objective</translation>
    </message>
    <message>
        <source>该事件已结案</source>
        <translation>The incident is closed</translation>
    </message>
    <message>
        <source>请求支援</source>
        <translation>Support</translation>
    </message>
    <message>
        <source>请求支援 {0}</source>
        <translation>Request support {0}</translation>
    </message>
    <message>
        <source>阶段</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>需求</source>
        <translation>Need</translation>
    </message>
</context>
<context>
    <name>AlarmBand</name>
    <message>
        <source>另有 {0} 条</source>
        <translation>{0} more</translation>
    </message>
</context>
<context>
    <name>AlarmCounts</name>
    <message>
        <source>未确认 {count}</source>
        <translation>Unack. {count}</translation>
    </message>
</context>
<context>
    <name>AlarmSound</name>
    <message>
        <source>已消音</source>
        <translation>Silenced</translation>
    </message>
</context>
<context>
    <name>AreaLine</name>
    <message>
        <source>乡镇、村名, 可用拼音首字母: nnb</source>
        <translation>Township or village; pinyin initials work: nnb</translation>
    </message>
    <message>
        <source>范围</source>
        <translation>Area</translation>
    </message>
</context>
<context>
    <name>AudiencePage</name>
    <message>
        <source>全选 / 全不选</source>
        <translation>All / none</translation>
    </message>
    <message>
        <source>发布对象</source>
        <translation>Targets</translation>
    </message>
    <message>
        <source>发布对象: 喇叭 {horns} · 警报器 {sirens}</source>
        <translation>Targets: speakers {horns} · sirens {sirens}</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>没有登记喇叭或警报器 – 请管理员登记设备</source>
        <translation>No speaker or siren registered – ask the administrator</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>范围 (播给谁)</source>
        <translation>Area (who hears it)</translation>
    </message>
    <message>
        <source>设备</source>
        <translation>Device</translation>
    </message>
    <message>
        <source>选</source>
        <translation>Pick</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>知道了</source>
        <translation>Got it</translation>
    </message>
    <message>
        <source>还有 {count} 条</source>
        <translation>{count} more</translation>
    </message>
</context>
<context>
    <name>BoardView</name>
    <message>
        <source>打开所选行</source>
        <translation>Open selected row</translation>
    </message>
    <message>
        <source>选择一行</source>
        <translation>Select row</translation>
    </message>
</context>
<context>
    <name>BroadcastPart</name>
    <message>
        <source>广播</source>
        <translation>Broadcast</translation>
    </message>
    <message>
        <source>放行广播</source>
        <translation>Release broadcast</translation>
    </message>
    <message>
        <source>没有本席备好待放行的广播</source>
        <translation>No broadcast of this seat awaits release</translation>
    </message>
</context>
<context>
    <name>ChannelRack</name>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>他席或广播</source>
        <translation>Other seat or broadcast</translation>
    </message>
    <message>
        <source>信道</source>
        <translation>Channel</translation>
    </message>
    <message>
        <source>未识别</source>
        <translation>Unknown</translation>
    </message>
    <message>
        <source>没有配置信道 – 在大厅目录的 channels.toml 中添加 [[channel]]</source>
        <translation>No channels – add [[channel]] to channels.toml in the folder of the hall</translation>
    </message>
</context>
<context>
    <name>ChannelStrip</name>
    <message>
        <source>回放上一呼</source>
        <translation>Play last call</translation>
    </message>
    <message>
        <source>已选 S</source>
        <translation>On S</translation>
    </message>
    <message>
        <source>已静音 M</source>
        <translation>Muted M</translation>
    </message>
    <message>
        <source>按住讲话</source>
        <translation>Hold to talk</translation>
    </message>
    <message>
        <source>空格</source>
        <translation>Space</translation>
    </message>
    <message>
        <source>选择 S</source>
        <translation>Select S</translation>
    </message>
    <message>
        <source>选择信道</source>
        <translation>Select channel</translation>
    </message>
    <message>
        <source>静音</source>
        <translation>Mute</translation>
    </message>
    <message>
        <source>静音 M</source>
        <translation>Mute M</translation>
    </message>
    <message>
        <source>音量</source>
        <translation>Volume</translation>
    </message>
    <message>
        <source>音量 {percent} %</source>
        <translation>Volume {percent} %</translation>
    </message>
</context>
<context>
    <name>ChartsPanel</name>
    <message>
        <source>暂无测站数据</source>
        <translation>No station data yet</translation>
    </message>
    <message>
        <source>测站</source>
        <translation>Station</translation>
    </message>
    <message>
        <source>选择测站要素查看过程线</source>
        <translation>Select a station</translation>
    </message>
</context>
<context>
    <name>CommandBar</name>
    <message>
        <source>命令, 例如: 派 消防一站 娘娘坝 (拼音首字母可用)</source>
        <translation>Command, e.g.: assign 消防一站 娘娘坝 (pinyin initials work)</translation>
    </message>
    <message>
        <source>命令行</source>
        <translation>Command line</translation>
    </message>
    <message>
        <source>执行</source>
        <translation>Run</translation>
    </message>
    <message>
        <source>执行中…</source>
        <translation>Running…</translation>
    </message>
    <message>
        <source>离开, 文字保留</source>
        <translation>Leave, text kept</translation>
    </message>
    <message>
        <source>补全或历史</source>
        <translation>Completions or history</translation>
    </message>
    <message>
        <source>采用所选补全</source>
        <translation>Take the completion</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>{area} – {count} 个对象: {names}</source>
        <translation>{area} – {count} targets: {names}</translation>
    </message>
    <message>
        <source>上一步</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>下一步</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>双人放行</source>
        <translation>Release</translation>
    </message>
    <message>
        <source>尚未送放行</source>
        <translation>Not sent for release</translation>
    </message>
    <message>
        <source>已撤回</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>已送第二人放行 – 要修改先到第 4 步撤回</source>
        <translation>Sent for release – to change it, withdraw it in step 4</translation>
    </message>
    <message>
        <source>已齐备 – 按「送第二人放行」</source>
        <translation>Complete – press “Send for release”</translation>
    </message>
    <message>
        <source>广播</source>
        <translation>Broadcast</translation>
    </message>
    <message>
        <source>撤回广播</source>
        <translation>Withdraw broadcast</translation>
    </message>
    <message>
        <source>放行广播</source>
        <translation>Release broadcast</translation>
    </message>
    <message>
        <source>演练: </source>
        <translation>Drill: </translation>
    </message>
    <message>
        <source>演练大厅的第二人: {name} ({display}), 口令 {passphrase}</source>
        <translation>Second person of the drill hall: {name} ({display}), passphrase {passphrase}</translation>
    </message>
    <message>
        <source>等待数据库回应</source>
        <translation>Waiting for the database</translation>
    </message>
    <message>
        <source>编制广播</source>
        <translation>Compose broadcast</translation>
    </message>
    <message>
        <source>范围</source>
        <translation>Area</translation>
    </message>
    <message>
        <source>试听</source>
        <translation>Listen</translation>
    </message>
    <message>
        <source>还没有内容</source>
        <translation>No content yet</translation>
    </message>
    <message>
        <source>还没有范围 – 写明播给谁</source>
        <translation>No area yet – say who is to hear it</translation>
    </message>
    <message>
        <source>还没有试听 – 听完, 或选择不试听</source>
        <translation>Not heard yet – listen to the end, or choose to skip</translation>
    </message>
    <message>
        <source>还没有选发布对象</source>
        <translation>No targets yet</translation>
    </message>
    <message>
        <source>这份广播还在等第二人 – 先放行或撤回</source>
        <translation>This broadcast awaits its second person – release or withdraw it first</translation>
    </message>
    <message>
        <source>送第二人放行</source>
        <translation>Send for release</translation>
    </message>
</context>
<context>
    <name>ContentPage</name>
    <message>
        <source>{count} 字 · 朗读约 {seconds} s</source>
        <translation>{count} characters · about {seconds} s spoken</translation>
    </message>
    <message>
        <source>不属于某一事件</source>
        <translation>Of no incident</translation>
    </message>
    <message>
        <source>写要播出的话, 或用下面的短语: 谁注意、出了什么事、怎么做、不要做什么</source>
        <translation>Write what is to be said, or use the phrases below: who, what happened, what to do, what not to do</translation>
    </message>
    <message>
        <source>广播内容</source>
        <translation>Text of the broadcast</translation>
    </message>
    <message>
        <source>突发事件</source>
        <translation>Incident</translation>
    </message>
    <message>
        <source>这是演练。{0}</source>
        <translation>This is a drill. {0}</translation>
    </message>
</context>
<context>
    <name>DeskHelp</name>
    <message>
        <source>席位与画面</source>
        <translation>Seat and screen</translation>
    </message>
    <message>
        <source>指令短语</source>
        <translation>Order phrases</translation>
    </message>
    <message>
        <source>面板</source>
        <translation>Panels</translation>
    </message>
</context>
<context>
    <name>DeskWindow</name>
    <message>
        <source>一盘棋 – {0} – 调度席 [{1}]</source>
        <translation>OneBoard – {0} – Dispatch [{1}]</translation>
    </message>
    <message>
        <source>命令行 (未在输入时按 / 亦可)</source>
        <translation>Command line (or / when not typing)</translation>
    </message>
    <message>
        <source>实战</source>
        <translation>LIVE</translation>
    </message>
    <message>
        <source>已执行</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>底图数据包不能用, 地图只显示力量与事件</source>
        <translation>Base map pack unusable; the map shows forces and incidents only</translation>
    </message>
    <message>
        <source>建立实战大厅</source>
        <translation>Set up the live hall</translation>
    </message>
    <message>
        <source>恢复布局</source>
        <translation>Restore layout</translation>
    </message>
    <message>
        <source>按键帮助</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>查找操作</source>
        <translation>Find action</translation>
    </message>
    <message>
        <source>消音 (不确认)</source>
        <translation>Silence (no acknowledgement)</translation>
    </message>
    <message>
        <source>演练</source>
        <translation>DRILL</translation>
    </message>
    <message>
        <source>筛选时间线</source>
        <translation>Filter timeline</translation>
    </message>
    <message>
        <source>调度席</source>
        <translation>Dispatch</translation>
    </message>
    <message>
        <source>转到{0}</source>
        <translation>Go to {0}</translation>
    </message>
    <message>
        <source>转到地图</source>
        <translation>Go to map</translation>
    </message>
    <message>
        <source>转到指令</source>
        <translation>Go to orders</translation>
    </message>
    <message>
        <source>转到线路灯 (← → 选择, Enter 看报文)</source>
        <translation>Go to the wire lamps (← → to choose, Enter for frames)</translation>
    </message>
</context>
<context>
    <name>DevicesPart</name>
    <message>
        <source>修改设备: 名称、用途、地点</source>
        <translation>Change device: name, use, place</translation>
    </message>
    <message>
        <source>命名…</source>
        <translation>Name…</translation>
    </message>
    <message>
        <source>命名新设备</source>
        <translation>Name new device</translation>
    </message>
    <message>
        <source>新设备</source>
        <translation>New</translation>
    </message>
    <message>
        <source>没有待命名的设备</source>
        <translation>No device waits for a name</translation>
    </message>
    <message>
        <source>没有待命名的设备 – 线路上新出现的设备会立即列在此处</source>
        <translation>No device waits for a name – what is newly heard on a wire is listed here at once</translation>
    </message>
</context>
<context>
    <name>FirstRunPage</name>
    <message>
        <source>两次输入的口令不一样，请重新输入。</source>
        <translation>The two passphrases differ. Type them again.</translation>
    </message>
    <message>
        <source>再输一次口令</source>
        <translation>Passphrase again</translation>
    </message>
    <message>
        <source>口令至少 8 位。</source>
        <translation>The passphrase needs 8 characters or more.</translation>
    </message>
    <message>
        <source>口令（至少 8 位）</source>
        <translation>Passphrase (8 or more)</translation>
    </message>
    <message>
        <source>可以以后再配</source>
        <translation>can be set later</translation>
    </message>
    <message>
        <source>大厅名称</source>
        <translation>Name of hall</translation>
    </message>
    <message>
        <source>实战大厅已建立。下次启动即进入实战大厅并要求登录；演练大厅用 --hall drill 打开。</source>
        <translation>The live hall is set up. The next start opens it and asks for sign-in; --hall drill opens the drill hall.</translation>
    </message>
    <message>
        <source>建立  Enter</source>
        <translation>Set up  Enter</translation>
    </message>
    <message>
        <source>建立实战大厅</source>
        <translation>Set up the live hall</translation>
    </message>
    <message>
        <source>数据库地址</source>
        <translation>Database address</translation>
    </message>
    <message>
        <source>数据库连不上（{}）。请检查地址后再试。</source>
        <translation>Cannot reach the database ({}). Check the address and try again.</translation>
    </message>
    <message>
        <source>正在建立…</source>
        <translation>Setting up…</translation>
    </message>
    <message>
        <source>没有建立：{}</source>
        <translation>Not set up: {}</translation>
    </message>
    <message>
        <source>浏览…</source>
        <translation>Browse…</translation>
    </message>
    <message>
        <source>演练大厅已经可用，内容全部为演练。实战大厅与它并列：数据库、线路、账户互不相通。</source>
        <translation>The drill hall is ready; everything in it is a drill. The live hall stands beside it: database, wires and accounts are never shared.</translation>
    </message>
    <message>
        <source>留空：本机内置数据库；多席位填 PostgreSQL 地址</source>
        <translation>blank: built in; many seats: PostgreSQL address</translation>
    </message>
    <message>
        <source>登录名只能用 2 到 32 个字母、数字、点、横线或下划线。</source>
        <translation>A sign-in name has 2 to 32 letters, digits, dots, hyphens or underscores.</translation>
    </message>
    <message>
        <source>管理员姓名</source>
        <translation>Administrator name</translation>
    </message>
    <message>
        <source>管理员登录名</source>
        <translation>Administrator sign-in name</translation>
    </message>
    <message>
        <source>线路文件</source>
        <translation>Wires file</translation>
    </message>
    <message>
        <source>线路文件 gateway.toml</source>
        <translation>Wires file gateway.toml</translation>
    </message>
    <message>
        <source>请填写管理员登录名和口令。</source>
        <translation>Give the administrator's sign-in name and passphrase.</translation>
    </message>
    <message>
        <source>这个数据库里已有实战大厅：加入它要用它的管理员登录名和口令。</source>
        <translation>This database holds a live hall: join it with its administrator's name and passphrase.</translation>
    </message>
    <message>
        <source>这个登录名已经有了，请换一个。</source>
        <translation>This sign-in name is taken. Choose another.</translation>
    </message>
    <message>
        <source>这个账户不是该大厅的管理员。</source>
        <translation>This account is no administrator of that hall.</translation>
    </message>
</context>
<context>
    <name>Footer</name>
    <message>
        <source> 等 {0} 项</source>
        <translation> and others, {0} in all</translation>
    </message>
    <message>
        <source>声音</source>
        <translation>Sound</translation>
    </message>
    <message>
        <source>打开中</source>
        <translation>Opening</translation>
    </message>
    <message>
        <source>提交中</source>
        <translation>Sending</translation>
    </message>
</context>
<context>
    <name>ForcesPage</name>
    <message>
        <source>力量</source>
        <translation>Forces</translation>
    </message>
    <message>
        <source>未登记力量</source>
        <translation>No forces registered</translation>
    </message>
</context>
<context>
    <name>ForcesPart</name>
    <message>
        <source>{0} 未派遣</source>
        <translation>{0} is not assigned</translation>
    </message>
    <message>
        <source>事件</source>
        <translation>Incident</translation>
    </message>
    <message>
        <source>作业</source>
        <translation>Working</translation>
    </message>
    <message>
        <source>先选中一支力量 (Alt+6)</source>
        <translation>Select a force first (Alt+6)</translation>
    </message>
    <message>
        <source>到场</source>
        <translation>Onscene</translation>
    </message>
    <message>
        <source>力量</source>
        <translation>Force</translation>
    </message>
    <message>
        <source>力量转下一状态</source>
        <translation>Next status of force</translation>
    </message>
    <message>
        <source>工作组</source>
        <translation>Sector</translation>
    </message>
    <message>
        <source>归队</source>
        <translation>Released</translation>
    </message>
    <message>
        <source>派</source>
        <translation>Assign</translation>
    </message>
    <message>
        <source>派遣</source>
        <translation>Assign</translation>
    </message>
    <message>
        <source>派遣 {0} → {1}</source>
        <translation>Send {0} → {1}</translation>
    </message>
    <message>
        <source>该事件尚未设立指挥部 – 先设立指挥部 (Ctrl+J)</source>
        <translation>This incident has no command – establish one first (Ctrl+J)</translation>
    </message>
    <message>
        <source>调整 {0}</source>
        <translation>Move {0}</translation>
    </message>
    <message>
        <source>途中</source>
        <translation>Enroute</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>{span} 前</source>
        <translation>{span} ago</translation>
    </message>
    <message>
        <source>周一</source>
        <translation>Mon</translation>
    </message>
    <message>
        <source>周三</source>
        <translation>Wed</translation>
    </message>
    <message>
        <source>周二</source>
        <translation>Tue</translation>
    </message>
    <message>
        <source>周五</source>
        <translation>Fri</translation>
    </message>
    <message>
        <source>周六</source>
        <translation>Sat</translation>
    </message>
    <message>
        <source>周四</source>
        <translation>Thu</translation>
    </message>
    <message>
        <source>周日</source>
        <translation>Sun</translation>
    </message>
    <message>
        <source>快 {span}</source>
        <translation>fast {span}</translation>
    </message>
    <message>
        <source>超 {time}</source>
        <translation>over {time}</translation>
    </message>
</context>
<context>
    <name>Grammar</name>
    <message>
        <source>「{0}」不止一个: {1}</source>
        <translation>“{0}” fits more than one: {1}</translation>
    </message>
    <message>
        <source>「{0}」多余 – 用法: {1} {2}</source>
        <translation>“{0}” is too much – usage: {1} {2}</translation>
    </message>
    <message>
        <source>没有{0}「{1}」</source>
        <translation>No {0} “{1}”</translation>
    </message>
    <message>
        <source>没有{0}「{1}」 – 是否: {2}</source>
        <translation>No {0} "{1}" – did you mean: {2}</translation>
    </message>
    <message>
        <source>没有命令「{0}」 – 可用: {1}</source>
        <translation>No command “{0}” – there are: {1}</translation>
    </message>
    <message>
        <source>没有命令「{0}」 – 是否: {1}</source>
        <translation>No command "{0}" – did you mean: {1}</translation>
    </message>
    <message>
        <source>缺「{0}」 – 用法: {1} {2}</source>
        <translation>“{0}” is missing – usage: {1} {2}</translation>
    </message>
</context>
<context>
    <name>HallMark</name>
    <message>
        <source>实战</source>
        <translation>LIVE</translation>
    </message>
    <message>
        <source>实战大厅</source>
        <translation>Live hall</translation>
    </message>
    <message>
        <source>演练</source>
        <translation>DRILL</translation>
    </message>
    <message>
        <source>演练大厅: 数据、线路、账号与实战分开</source>
        <translation>Drill hall: data, wires and accounts apart from live</translation>
    </message>
</context>
<context>
    <name>Head</name>
    <message>
        <source>数据 {0}</source>
        <translation>Data {0}</translation>
    </message>
    <message>
        <source>数据库</source>
        <translation>Database</translation>
    </message>
    <message>
        <source>网关</source>
        <translation>Gateway</translation>
    </message>
</context>
<context>
    <name>HelpOverlay</name>
    <message>
        <source>F1 或 Esc 关闭</source>
        <translation>F1 or Esc closes</translation>
    </message>
    <message>
        <source>全窗口</source>
        <translation>Whole window</translation>
    </message>
    <message>
        <source>按键帮助</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>此处</source>
        <translation>Here</translation>
    </message>
    <message>
        <source>此处没有专用按键</source>
        <translation>No keys of its own here</translation>
    </message>
</context>
<context>
    <name>HoldingPart</name>
    <message>
        <source>{0} 前答复</source>
        <translation>Answer by {0}</translation>
    </message>
    <message>
        <source>{0} 没有任务, 不必提供</source>
        <translation>{0} has no task; no offer needed</translation>
    </message>
    <message>
        <source>{0} 没有预留</source>
        <translation>{0} is not reserved</translation>
    </message>
    <message>
        <source>{0} 被强调 → 「{1}」 (原属「{2}」)</source>
        <translation>{0} taken by order → "{1}" (was with "{2}")</translation>
    </message>
    <message>
        <source>「{0}」商调 {1} (现属「{2}」): {3}</source>
        <translation>"{0}" asks for {1} (now with "{2}"): {3}</translation>
    </message>
    <message>
        <source>「{0}」提供 {1} 给「{2}」: {3}</source>
        <translation>"{0}" offers {1} to "{2}": {3}</translation>
    </message>
    <message>
        <source>事件</source>
        <translation>Incident</translation>
    </message>
    <message>
        <source>何人同意</source>
        <translation>Who agreed</translation>
    </message>
    <message>
        <source>力量</source>
        <translation>Force</translation>
    </message>
    <message>
        <source>同意</source>
        <translation>Give</translation>
    </message>
    <message>
        <source>同意 / 接受</source>
        <translation>Agree / accept</translation>
    </message>
    <message>
        <source>哪一条商调? 写出力量名称</source>
        <translation>Which request? Write the force's name</translation>
    </message>
    <message>
        <source>商调</source>
        <translation>Request</translation>
    </message>
    <message>
        <source>商调 {0}</source>
        <translation>Request {0}</translation>
    </message>
    <message>
        <source>商调 {0}: {1}</source>
        <translation>Request for {0}: {1}</translation>
    </message>
    <message>
        <source>商调力量</source>
        <translation>Request force</translation>
    </message>
    <message>
        <source>强调</source>
        <translation>Take</translation>
    </message>
    <message>
        <source>强调 (上级调用)</source>
        <translation>Take (order from above)</translation>
    </message>
    <message>
        <source>强调 {0}</source>
        <translation>Take {0}</translation>
    </message>
    <message>
        <source>待答 {0}</source>
        <translation>{0} waiting</translation>
    </message>
    <message>
        <source>拒绝</source>
        <translation>Refuse</translation>
    </message>
    <message>
        <source>拒绝…</source>
        <translation>Refuse…</translation>
    </message>
    <message>
        <source>提供</source>
        <translation>Offer</translation>
    </message>
    <message>
        <source>提供 {0}</source>
        <translation>Offer {0}</translation>
    </message>
    <message>
        <source>提供力量给其他事件</source>
        <translation>Offer force to another incident</translation>
    </message>
    <message>
        <source>撤回</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>暂无商调 – 选中其他事件的力量后按 Ctrl+T</source>
        <translation>No requests – choose a force of another incident and press Ctrl+T</translation>
    </message>
    <message>
        <source>没有等待答复的商调</source>
        <translation>No request waits for an answer</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>答复 Alt+Shift+D</source>
        <translation>Answer Alt+Shift+D</translation>
    </message>
    <message>
        <source>答复商调 {0}</source>
        <translation>Answer request for {0}</translation>
    </message>
    <message>
        <source>给哪个事件</source>
        <translation>To which incident</translation>
    </message>
    <message>
        <source>解除预留</source>
        <translation>Unreserve</translation>
    </message>
    <message>
        <source>解除预留 {0}</source>
        <translation>End reservation of {0}</translation>
    </message>
    <message>
        <source>该商调已有结果</source>
        <translation>The request has been answered</translation>
    </message>
    <message>
        <source>预留</source>
        <translation>Reserve</translation>
    </message>
    <message>
        <source>预留 / 解除预留</source>
        <translation>Reserve / end reservation</translation>
    </message>
    <message>
        <source>预留 {0}</source>
        <translation>Reserve {0}</translation>
    </message>
</context>
<context>
    <name>IncidentHead</name>
    <message>
        <source>{0} · 无坐标</source>
        <translation>{0} · no coordinates</translation>
    </message>
    <message>
        <source>地点不明</source>
        <translation>Place unknown</translation>
    </message>
    <message>
        <source>未设指挥部 · 已立案 {0}</source>
        <translation>No command · open for {0}</translation>
    </message>
</context>
<context>
    <name>IncidentNotes</name>
    <message>
        <source>下级事件 {0}</source>
        <translation>Parts {0}</translation>
    </message>
    <message>
        <source>依据 {0}</source>
        <translation>Basis {0}</translation>
    </message>
    <message>
        <source>先设区级指挥部 (Ctrl+J), 并请求上级 (Ctrl+U)</source>
        <translation>Set up a district command first (Ctrl+J), and ask above (Ctrl+U)</translation>
    </message>
    <message>
        <source>关联 {0}</source>
        <translation>Linked {0}</translation>
    </message>
    <message>
        <source>决定人 {0}</source>
        <translation>Decided by {0}</translation>
    </message>
    <message>
        <source>宜由{0}指挥 – {1}</source>
        <translation>{0} command advised – {1}</translation>
    </message>
    <message>
        <source>已并入「{0}」</source>
        <translation>Merged into "{0}"</translation>
    </message>
    <message>
        <source>并入 {0} 案</source>
        <translation>{0} merged in</translation>
    </message>
    <message>
        <source>归属「{0}」</source>
        <translation>Part of "{0}"</translation>
    </message>
    <message>
        <source>支援 {0} 项待到</source>
        <translation>{0} supports to come</translation>
    </message>
    <message>
        <source>目标 {0} 项进行中</source>
        <translation>{0} objectives in progress</translation>
    </message>
    <message>
        <source>请求上级 (Ctrl+U), 到后移交 (Ctrl+J)</source>
        <translation>Ask above (Ctrl+U), pass on when they come (Ctrl+J)</translation>
    </message>
    <message>
        <source>重开 {0} 次</source>
        <translation>Reopened {0}×</translation>
    </message>
    <message>
        <source>阶段 {0} {1}</source>
        <translation>Period {0} {1}</translation>
    </message>
    <message>
        <source>需求 {0} 项尚缺</source>
        <translation>{0} needs lacking</translation>
    </message>
</context>
<context>
    <name>IncidentPanel</name>
    <message>
        <source>已结案</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>暂无事件 – 接报上按 Enter 立案, F2 登记接报</source>
        <translation>No incidents – Enter on a report opens one, F2 records a report</translation>
    </message>
    <message>
        <source>暂无指令 – 选中力量后按 F5 下达</source>
        <translation>No orders – select a force and press F5</translation>
    </message>
    <message>
        <source>未设指挥部 – Ctrl+J 设立, 然后 F4 派遣力量</source>
        <translation>No command – Ctrl+J establishes it, then F4 assigns forces</translation>
    </message>
    <message>
        <source>未选事件 – 在「事件」中选择 (Alt+2)</source>
        <translation>No incident selected – choose one in Incidents (Alt+2)</translation>
    </message>
    <message>
        <source>等待数据库</source>
        <translation>Waiting for the database</translation>
    </message>
</context>
<context>
    <name>IncidentsPart</name>
    <message>
        <source>事件</source>
        <translation>Incident</translation>
    </message>
    <message>
        <source>依据</source>
        <translation>Basis</translation>
    </message>
    <message>
        <source>写入记录</source>
        <translation>Write log entry</translation>
    </message>
    <message>
        <source>划定现场</source>
        <translation>Set scene</translation>
    </message>
    <message>
        <source>定级</source>
        <translation>Grade</translation>
    </message>
    <message>
        <source>定级 {0}</source>
        <translation>Grade {0}</translation>
    </message>
    <message>
        <source>指挥部</source>
        <translation>Command</translation>
    </message>
    <message>
        <source>指挥长</source>
        <translation>Commander</translation>
    </message>
    <message>
        <source>文字</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>等级</source>
        <translation>Grade</translation>
    </message>
    <message>
        <source>级别</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>结案</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>结案 {0}</source>
        <translation>Close {0}</translation>
    </message>
    <message>
        <source>记</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>记录</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>设指挥部</source>
        <translation>Command</translation>
    </message>
    <message>
        <source>设立指挥部 {0}</source>
        <translation>Establish command {0}</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Note</translation>
    </message>
</context>
<context>
    <name>LampStrip</name>
    <message>
        <source>另 {count} 路异常</source>
        <translation>{count} more not OK</translation>
    </message>
    <message>
        <source>无线路</source>
        <translation>No wires</translation>
    </message>
    <message>
        <source>查看线路</source>
        <translation>Look at wire</translation>
    </message>
    <message>
        <source>正常 {good}/{all}</source>
        <translation>OK {good}/{all}</translation>
    </message>
    <message>
        <source>选择线路</source>
        <translation>Select wire</translation>
    </message>
</context>
<context>
    <name>Lamps</name>
    <message>
        <source>所挂站点: {stations}</source>
        <translation>Stations on it: {stations}</translation>
    </message>
    <message>
        <source>断</source>
        <translation>Lost</translation>
    </message>
    <message>
        <source>未知</source>
        <translation>Unknown</translation>
    </message>
    <message>
        <source>末字节 {time} ({age})</source>
        <translation>Last byte {time} ({age})</translation>
    </message>
    <message>
        <source>正常</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>迟</source>
        <translation>Late</translation>
    </message>
</context>
<context>
    <name>LaneBoard</name>
    <message>
        <source>Enter 移入此组</source>
        <translation>Enter moves here</translation>
    </message>
    <message>
        <source>取消移动</source>
        <translation>Cancel move</translation>
    </message>
    <message>
        <source>待定</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>打开力量</source>
        <translation>Open force</translation>
    </message>
    <message>
        <source>指挥编组</source>
        <translation>Sectors</translation>
    </message>
    <message>
        <source>未分组</source>
        <translation>No sector</translation>
    </message>
    <message>
        <source>移动: 再用 ← → 选组, Enter 确认</source>
        <translation>Move: then ← → choose a sector, Enter confirms</translation>
    </message>
    <message>
        <source>缺 {n}</source>
        <translation>short {n}</translation>
    </message>
    <message>
        <source>超 {n}</source>
        <translation>over {n}</translation>
    </message>
    <message>
        <source>选择力量</source>
        <translation>Select force</translation>
    </message>
</context>
<context>
    <name>LettingGoPage</name>
    <message>
        <source>已放行, 回证见「送达与回证」。Ctrl+N 编制新广播。</source>
        <translation>Released; receipts are under “Deliveries and receipts”. Ctrl+N starts a new one.</translation>
    </message>
    <message>
        <source>撤回修改</source>
        <translation>Withdraw and edit</translation>
    </message>
    <message>
        <source>新广播</source>
        <translation>New broadcast</translation>
    </message>
</context>
<context>
    <name>LockStrip</name>
    <message>
        <source>口令</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>告警照常显示和发声; 未写完的文字保留</source>
        <translation>Alarms are shown and heard as ever; half-written words are kept</translation>
    </message>
    <message>
        <source>正在核对…</source>
        <translation>Checking…</translation>
    </message>
    <message>
        <source>登录名</source>
        <translation>Sign-in name</translation>
    </message>
    <message>
        <source>直接 Enter</source>
        <translation>Just Enter</translation>
    </message>
    <message>
        <source>解锁  Enter</source>
        <translation>Unlock  Enter</translation>
    </message>
    <message>
        <source>请输入登录名和口令</source>
        <translation>Fill in name and passphrase</translation>
    </message>
</context>
<context>
    <name>MapAge</name>
    <message>
        <source>{n} h 前</source>
        <translation>{n} h ago</translation>
    </message>
    <message>
        <source>{n} min 前</source>
        <translation>{n} min ago</translation>
    </message>
    <message>
        <source>{n} s 前</source>
        <translation>{n} s ago</translation>
    </message>
</context>
<context>
    <name>MapLink</name>
    <message>
        <source>在此登记接报</source>
        <translation>Record report here</translation>
    </message>
    <message>
        <source>在此立案</source>
        <translation>Open incident here</translation>
    </message>
    <message>
        <source>地图</source>
        <translation>Map</translation>
    </message>
</context>
<context>
    <name>MapSide</name>
    <message>
        <source>地图</source>
        <translation>Map</translation>
    </message>
</context>
<context>
    <name>MapSymbols</name>
    <message>
        <source>专</source>
        <translation>S</translation>
    </message>
    <message>
        <source>事</source>
        <translation>!</translation>
    </message>
    <message>
        <source>交</source>
        <translation>T</translation>
    </message>
    <message>
        <source>军</source>
        <translation>A</translation>
    </message>
    <message>
        <source>力</source>
        <translation>U</translation>
    </message>
    <message>
        <source>医</source>
        <translation>M</translation>
    </message>
    <message>
        <source>台</source>
        <translation>X</translation>
    </message>
    <message>
        <source>基</source>
        <translation>L</translation>
    </message>
    <message>
        <source>报</source>
        <translation>?</translation>
    </message>
    <message>
        <source>指</source>
        <translation>C</translation>
    </message>
    <message>
        <source>水</source>
        <translation>W</translation>
    </message>
    <message>
        <source>消</source>
        <translation>F</translation>
    </message>
    <message>
        <source>演</source>
        <translation>D</translation>
    </message>
    <message>
        <source>火</source>
        <translation>B</translation>
    </message>
    <message>
        <source>电</source>
        <translation>E</translation>
    </message>
    <message>
        <source>社</source>
        <translation>V</translation>
    </message>
    <message>
        <source>笛</source>
        <translation>H</translation>
    </message>
    <message>
        <source>警</source>
        <translation>P</translation>
    </message>
    <message>
        <source>设</source>
        <translation>G</translation>
    </message>
    <message>
        <source>通</source>
        <translation>N</translation>
    </message>
    <message>
        <source>雨</source>
        <translation>R</translation>
    </message>
</context>
<context>
    <name>MaydayPanel</name>
    <message>
        <source>先选一支力量</source>
        <translation>Choose a force first</translation>
    </message>
    <message>
        <source>在地图上显示最后位置</source>
        <translation>Show last position on the map</translation>
    </message>
    <message>
        <source>紧急求救</source>
        <translation>Mayday</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>结果: 人员怎样了 (解除必填)</source>
        <translation>Outcome: how are the people (needed)</translation>
    </message>
    <message>
        <source>解除…</source>
        <translation>End…</translation>
    </message>
    <message>
        <source>解除求救</source>
        <translation>End mayday</translation>
    </message>
    <message>
        <source>解除求救 {0}</source>
        <translation>End mayday {0}</translation>
    </message>
    <message>
        <source>这一步已做</source>
        <translation>Step done</translation>
    </message>
</context>
<context>
    <name>MergingPart</name>
    <message>
        <source>上级事件</source>
        <translation>Larger incident</translation>
    </message>
    <message>
        <source>关联</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>关联 {0}</source>
        <translation>Linked {0}</translation>
    </message>
    <message>
        <source>关联事件</source>
        <translation>Link incidents</translation>
    </message>
    <message>
        <source>另一事件</source>
        <translation>Another incident</translation>
    </message>
    <message>
        <source>只有关联可以解除</source>
        <translation>Only links can be undone</translation>
    </message>
    <message>
        <source>已并入「{0}」: {1} (Ctrl+Z 撤销)</source>
        <translation>Merged into "{0}": {1} (Ctrl+Z undoes)</translation>
    </message>
    <message>
        <source>已结案事件</source>
        <translation>Closed incident</translation>
    </message>
    <message>
        <source>并入的事件</source>
        <translation>Incident to merge into</translation>
    </message>
    <message>
        <source>并案</source>
        <translation>Merge</translation>
    </message>
    <message>
        <source>并案 → {0}</source>
        <translation>Merge → {0}</translation>
    </message>
    <message>
        <source>归属</source>
        <translation>Partof</translation>
    </message>
    <message>
        <source>归属上级事件</source>
        <translation>Part of a larger incident</translation>
    </message>
    <message>
        <source>指挥链</source>
        <translation>Chain</translation>
    </message>
    <message>
        <source>接报并入「{0}」</source>
        <translation>Report merged into "{0}"</translation>
    </message>
    <message>
        <source>未选事件, 或尚未设立指挥部</source>
        <translation>No incident chosen, or no command yet</translation>
    </message>
    <message>
        <source>没有另一个进行中的事件</source>
        <translation>No other open incident</translation>
    </message>
    <message>
        <source>没有进行中的事件可并入 – 请立案</source>
        <translation>No open incident to merge into – open one</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>解除关联</source>
        <translation>Unlink</translation>
    </message>
    <message>
        <source>设定归属</source>
        <translation>Set parent</translation>
    </message>
    <message>
        <source>该事件久已结案, 本席未载入</source>
        <translation>Closed long ago; this seat has not loaded it</translation>
    </message>
    <message>
        <source>近 12 小时没有结案的事件</source>
        <translation>No incident closed in the last 12 hours</translation>
    </message>
    <message>
        <source>重开</source>
        <translation>Reopen</translation>
    </message>
    <message>
        <source>重开 {0}</source>
        <translation>Reopen {0}</translation>
    </message>
    <message>
        <source>重开事件</source>
        <translation>Reopen incident</translation>
    </message>
</context>
<context>
    <name>MonitorPanel</name>
    <message>
        <source>{0} 行未及显示 (线路不受影响)</source>
        <translation>{0} rows not shown in time (the wire is not affected)</translation>
    </message>
    <message>
        <source>上一线路</source>
        <translation>Previous wire</translation>
    </message>
    <message>
        <source>下一线路</source>
        <translation>Next wire</translation>
    </message>
    <message>
        <source>保存…</source>
        <translation>Save…</translation>
    </message>
    <message>
        <source>十六进制</source>
        <translation>Hex</translation>
    </message>
    <message>
        <source>在「线路」中选一路按 Enter</source>
        <translation>Choose one in Wires and press Enter</translation>
    </message>
    <message>
        <source>复制此行</source>
        <translation>Copy this row</translation>
    </message>
    <message>
        <source>尚无报文 – 线路一有数据即显示</source>
        <translation>No frames yet – shown as soon as the wire has data</translation>
    </message>
    <message>
        <source>已暂停, 其后 {0} 行</source>
        <translation>Paused; {0} rows since</translation>
    </message>
    <message>
        <source>收起</source>
        <translation>Fold away</translation>
    </message>
    <message>
        <source>显示</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>暂停</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>未选线路</source>
        <translation>No wire chosen</translation>
    </message>
    <message>
        <source>没有符合筛选的报文</source>
        <translation>No frame fits the filter</translation>
    </message>
    <message>
        <source>筛选: 译文、对端或十六进制</source>
        <translation>Filter: meaning, far end or hex</translation>
    </message>
    <message>
        <source>筛选报文</source>
        <translation>Filter frames</translation>
    </message>
    <message>
        <source>继续</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>网关未接通, 看不到线路</source>
        <translation>Gateway not connected; the wires cannot be seen</translation>
    </message>
    <message>
        <source>译文</source>
        <translation>Meaning</translation>
    </message>
</context>
<context>
    <name>OrdersPart</name>
    <message>
        <source>{0} 未派遣 – 先派遣, 再下指令</source>
        <translation>{0} is not assigned – assign it, then order</translation>
    </message>
    <message>
        <source>力量</source>
        <translation>Force</translation>
    </message>
    <message>
        <source>工作组</source>
        <translation>Sector</translation>
    </message>
    <message>
        <source>常用指令 {0} (按事件类型)</source>
        <translation>Usual order {0} (by kind of incident)</translation>
    </message>
    <message>
        <source>指令</source>
        <translation>Order</translation>
    </message>
    <message>
        <source>指令 → {0}</source>
        <translation>Order → {0}</translation>
    </message>
    <message>
        <source>文字</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>组指令</source>
        <translation>Ordergroup</translation>
    </message>
    <message>
        <source>该事件尚未设立指挥部 – 先设立指挥部 (Ctrl+J)</source>
        <translation>This incident has no command – establish one first (Ctrl+J)</translation>
    </message>
    <message>
        <source>该事件没有这个工作组</source>
        <translation>The incident has no such sector</translation>
    </message>
    <message>
        <source>该指令已结束</source>
        <translation>The order is over</translation>
    </message>
</context>
<context>
    <name>PageDots</name>
    <message>
        <source>{0}, 不翻页</source>
        <translation>{0}, page held</translation>
    </message>
    <message>
        <source>第 {0} 页, 共 {1} 页</source>
        <translation>Page {0} of {1}</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>关闭, 文字保留</source>
        <translation>Close, text kept</translation>
    </message>
    <message>
        <source>执行</source>
        <translation>Run</translation>
    </message>
    <message>
        <source>查找操作</source>
        <translation>Find action</translation>
    </message>
    <message>
        <source>查找操作、力量、地点 (中文、拼音或首字母)</source>
        <translation>Find actions, forces, places (name, pinyin or initials)</translation>
    </message>
    <message>
        <source>没有匹配的操作</source>
        <translation>Nothing fits</translation>
    </message>
    <message>
        <source>选择</source>
        <translation>Select</translation>
    </message>
</context>
<context>
    <name>Panels</name>
    <message>
        <source>{0} 路接入正常</source>
        <translation>{0} wires up</translation>
    </message>
    <message>
        <source>事件</source>
        <translation>Incidents</translation>
    </message>
    <message>
        <source>事件详情</source>
        <translation>Incident</translation>
    </message>
    <message>
        <source>休整 {0}</source>
        <translation>Resting {0}</translation>
    </message>
    <message>
        <source>值勤: {0}</source>
        <translation>Duty: {0}</translation>
    </message>
    <message>
        <source>出动 {0}</source>
        <translation>Out {0}</translation>
    </message>
    <message>
        <source>到场 {0}</source>
        <translation>On scene {0}</translation>
    </message>
    <message>
        <source>力量</source>
        <translation>Forces</translation>
    </message>
    <message>
        <source>取消指令…</source>
        <translation>Cancel order…</translation>
    </message>
    <message>
        <source>告警</source>
        <translation>Alarms</translation>
    </message>
    <message>
        <source>图表</source>
        <translation>Charts</translation>
    </message>
    <message>
        <source>在地图上显示</source>
        <translation>Show on map</translation>
    </message>
    <message>
        <source>备勤 {0}</source>
        <translation>Ready {0}</translation>
    </message>
    <message>
        <source>尚未登记力量</source>
        <translation>No forces registered</translation>
    </message>
    <message>
        <source>并入可能重复的事件</source>
        <translation>Merge into the likely one</translation>
    </message>
    <message>
        <source>指令</source>
        <translation>Orders</translation>
    </message>
    <message>
        <source>排除…</source>
        <translation>Discard…</translation>
    </message>
    <message>
        <source>接入正常 {0}/{1} 路</source>
        <translation>wires up {0}/{1}</translation>
    </message>
    <message>
        <source>接报</source>
        <translation>Reports</translation>
    </message>
    <message>
        <source>时间线</source>
        <translation>Timeline</translation>
    </message>
    <message>
        <source>暂无事件</source>
        <translation>No incidents</translation>
    </message>
    <message>
        <source>暂无告警 – {0}</source>
        <translation>No alarms – {0}</translation>
    </message>
    <message>
        <source>暂无接报 – {0}</source>
        <translation>No reports – {0}</translation>
    </message>
    <message>
        <source>暂无记录</source>
        <translation>No entries</translation>
    </message>
    <message>
        <source>未确认 {0}</source>
        <translation>Unack. {0}</translation>
    </message>
    <message>
        <source>未选事件</source>
        <translation>No incident selected</translation>
    </message>
    <message>
        <source>确认</source>
        <translation>Acknowledge</translation>
    </message>
    <message>
        <source>等待数据库</source>
        <translation>Waiting for the database</translation>
    </message>
    <message>
        <source>网关未接通, 线路状态不明</source>
        <translation>gateway not connected, state of wires unknown</translation>
    </message>
    <message>
        <source>退回队列</source>
        <translation>Return to queue</translation>
    </message>
</context>
<context>
    <name>ParPanel</name>
    <message>
        <source>下次清点 {0}, 还有 {1}</source>
        <translation>Next PAR {0}, in {1}</translation>
    </message>
    <message>
        <source>人员清点</source>
        <translation>PAR</translation>
    </message>
    <message>
        <source>人数</source>
        <translation>Pax</translation>
    </message>
    <message>
        <source>代答人</source>
        <translation>Answered by</translation>
    </message>
    <message>
        <source>代答或记原话…</source>
        <translation>By proxy or with words…</translation>
    </message>
    <message>
        <source>先选一支力量</source>
        <translation>Choose a force first</translation>
    </message>
    <message>
        <source>原话</source>
        <translation>Exact words</translation>
    </message>
    <message>
        <source>听到的原话; 代答时必填</source>
        <translation>Words heard; needed for a proxy</translation>
    </message>
    <message>
        <source>已听到应答</source>
        <translation>Answer heard</translation>
    </message>
    <message>
        <source>未设自动清点, 可手动发起</source>
        <translation>PAR does not call itself here; call it by hand</translation>
    </message>
    <message>
        <source>没有待应答的力量</source>
        <translation>No force to answer</translation>
    </message>
    <message>
        <source>没有待应答的力量 – 到点自动清点</source>
        <translation>No force to answer – PAR calls itself when due</translation>
    </message>
    <message>
        <source>没有进行中的清点</source>
        <translation>No PAR under way</translation>
    </message>
    <message>
        <source>清点应答 {0}</source>
        <translation>PAR answer {0}</translation>
    </message>
    <message>
        <source>现场还没有力量, 到场后自动清点</source>
        <translation>No force on the scene; PAR calls itself after arrival</translation>
    </message>
    <message>
        <source>登记应答</source>
        <translation>Take answer</translation>
    </message>
    <message>
        <source>等待数据库</source>
        <translation>Waiting for the database</translation>
    </message>
    <message>
        <source>谁代答的; 本队自己应答则留空</source>
        <translation>Who answered for it; empty if the crew itself</translation>
    </message>
</context>
<context>
    <name>Part</name>
    <message>
        <source>先选中一个事件 (Alt+2)</source>
        <translation>Select an incident first (Alt+2)</translation>
    </message>
    <message>
        <source>先选中一支力量 (Alt+6)</source>
        <translation>Select a force first (Alt+6)</translation>
    </message>
</context>
<context>
    <name>PeoplePart</name>
    <message>
        <source>停用</source>
        <translation>Off</translation>
    </message>
    <message>
        <source>分钟 理由</source>
        <translation>Minutes reason</translation>
    </message>
    <message>
        <source>席位已锁定</source>
        <translation>Seat locked</translation>
    </message>
    <message>
        <source>授权</source>
        <translation>Grant</translation>
    </message>
    <message>
        <source>授权 {0} 代行{1}</source>
        <translation>Let {0} act as {1}</translation>
    </message>
    <message>
        <source>收回或归还授权</source>
        <translation>Take or give back a role</translation>
    </message>
    <message>
        <source>收回授权 {0}</source>
        <translation>Take back role of {0}</translation>
    </message>
    <message>
        <source>收权</source>
        <translation>Revoke</translation>
    </message>
    <message>
        <source>新建账号</source>
        <translation>New account</translation>
    </message>
    <message>
        <source>更换本人口令</source>
        <translation>Change own passphrase</translation>
    </message>
    <message>
        <source>演练席位自动登录, 没有口令</source>
        <translation>A drill seat signs in by itself; it has no passphrase</translation>
    </message>
    <message>
        <source>现在没有限时授权</source>
        <translation>No time-limited role now</translation>
    </message>
    <message>
        <source>由指挥长或管理员授权</source>
        <translation>A commander or administrator grants it</translation>
    </message>
    <message>
        <source>由管理员办理</source>
        <translation>The administrator does this</translation>
    </message>
    <message>
        <source>角色</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>账号</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>账号: 启用、停用、角色、口令</source>
        <translation>Accounts: enable, disable, role, passphrase</translation>
    </message>
    <message>
        <source>锁定席位</source>
        <translation>Lock seat</translation>
    </message>
    <message>
        <source>锁屏</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>限时授权</source>
        <translation>Time-limited role</translation>
    </message>
</context>
<context>
    <name>Picker</name>
    <message>
        <source>名称、拼音或首字母</source>
        <translation>Name, pinyin or initials</translation>
    </message>
</context>
<context>
    <name>PlacesPart</name>
    <message>
        <source>{0}: 无坐标</source>
        <translation>{0}: no coordinates</translation>
    </message>
    <message>
        <source>事件、力量、测站、地名</source>
        <translation>Incident, force, station or place</translation>
    </message>
    <message>
        <source>去</source>
        <translation>Go</translation>
    </message>
    <message>
        <source>定位</source>
        <translation>Locate</translation>
    </message>
    <message>
        <source>定位力量</source>
        <translation>Locate force</translation>
    </message>
</context>
<context>
    <name>PreviewPage</name>
    <message>
        <source>(第 1 步还没有内容)</source>
        <translation>(no content in step 1 yet)</translation>
    </message>
    <message>
        <source>✓ 已试听, 播出的就是这一份</source>
        <translation>✓ Heard; this very one goes out</translation>
    </message>
    <message>
        <source>不能试听: {why} – 可选择不试听</source>
        <translation>Cannot play: {why} – you may skip it</translation>
    </message>
    <message>
        <source>不试听, 直接送放行</source>
        <translation>Send without listening</translation>
    </message>
    <message>
        <source>停止</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>只鸣警报器, 不播话音 – 可直接下一步</source>
        <translation>Sirens only, no speech – go on to the next step</translation>
    </message>
    <message>
        <source>合成并试听</source>
        <translation>Make and listen</translation>
    </message>
    <message>
        <source>尚未试听 – 听完后才能送放行</source>
        <translation>Not heard yet – listen to the end before release</translation>
    </message>
    <message>
        <source>播出 = 提示音 + 朗读。119 读作幺幺九, 地名按读音表。</source>
        <translation>On air: attention tone + speech. 119 is read yao-yao-jiu, place names by the table of readings.</translation>
    </message>
    <message>
        <source>未试听 – 操作员选择跳过</source>
        <translation>Not heard – skipped by the operator</translation>
    </message>
    <message>
        <source>正在合成语音…</source>
        <translation>Making speech…</translation>
    </message>
    <message>
        <source>正在播放 {at:.0f} / {all:.1f} s</source>
        <translation>Playing {at:.0f} / {all:.1f} s</translation>
    </message>
    <message>
        <source>试听中断 – 听完后才能送放行</source>
        <translation>Cut off – listen to the end before release</translation>
    </message>
</context>
<context>
    <name>PttKey</name>
    <message>
        <source>不可用</source>
        <translation>Not available</translation>
    </message>
    <message>
        <source>按住讲话</source>
        <translation>Hold to talk</translation>
    </message>
    <message>
        <source>未获信道</source>
        <translation>No channel</translation>
    </message>
    <message>
        <source>正在发射</source>
        <translation>On air</translation>
    </message>
    <message>
        <source>空格</source>
        <translation>Space</translation>
    </message>
    <message>
        <source>等待信道</source>
        <translation>Wait for channel</translation>
    </message>
</context>
<context>
    <name>RadioRoom</name>
    <message>
        <source>实战</source>
        <translation>LIVE</translation>
    </message>
    <message>
        <source>广播</source>
        <translation>Broadcast</translation>
    </message>
    <message>
        <source>按下所在的按钮</source>
        <translation>Press the button in focus</translation>
    </message>
    <message>
        <source>按住在已选信道讲话 (不在输入时)</source>
        <translation>Hold to talk on the selected channel (when not typing)</translation>
    </message>
    <message>
        <source>按住在已选信道讲话 (任何时候)</source>
        <translation>Hold to talk on the selected channel (at any time)</translation>
    </message>
    <message>
        <source>按键帮助</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>演练</source>
        <translation>DRILL</translation>
    </message>
    <message>
        <source>空格</source>
        <translation>Space</translation>
    </message>
    <message>
        <source>空格或 {key} 讲话 (已选信道) · 数字键选信道 · F1 按键帮助</source>
        <translation>Space or {key} to talk (selected channel) · digits select a channel · F1 keys</translation>
    </message>
    <message>
        <source>话务</source>
        <translation>Radio</translation>
    </message>
    <message>
        <source>话务席 [{hall}] {name}</source>
        <translation>Radio [{hall}] {name}</translation>
    </message>
    <message>
        <source>选择信道</source>
        <translation>Select channel</translation>
    </message>
    <message>
        <source>锁定席位</source>
        <translation>Lock seat</translation>
    </message>
</context>
<context>
    <name>RecallPanel</name>
    <message>
        <source>{channel}: 没有可回放的录音</source>
        <translation>{channel}: nothing to play</translation>
    </message>
    <message>
        <source>不能回放: {why}</source>
        <translation>Cannot play: {why}</translation>
    </message>
    <message>
        <source>停止</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>录音回放</source>
        <translation>Recordings</translation>
    </message>
    <message>
        <source>播放</source>
        <translation>Play</translation>
    </message>
    <message>
        <source>暂无录音 – 信道上每次收发都自动录下</source>
        <translation>No recordings – every call on a channel is recorded</translation>
    </message>
    <message>
        <source>未识别</source>
        <translation>Unknown</translation>
    </message>
    <message>
        <source>正在回放 {channel} {who}  {at:.0f} / {all:.0f} s</source>
        <translation>Playing {channel} {who}  {at:.0f} / {all:.0f} s</translation>
    </message>
</context>
<context>
    <name>ReceiptsPage</name>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>失败</source>
        <translation>Failed</translation>
    </message>
    <message>
        <source>对象</source>
        <translation>Targets</translation>
    </message>
    <message>
        <source>已回证</source>
        <translation>Confirmed</translation>
    </message>
    <message>
        <source>待回证</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>未发布预警</source>
        <translation>No warnings issued</translation>
    </message>
    <message>
        <source>预警叫应</source>
        <translation>Warnings</translation>
    </message>
</context>
<context>
    <name>ReceiptsPanel</name>
    <message>
        <source>无回证 {open} · 未达 {lost} · 已回证 {proven}</source>
        <translation>Open {open} · failed {lost} · confirmed {proven}</translation>
    </message>
    <message>
        <source>暂无送达 – 放行广播或下达指令后, 每个对象一行</source>
        <translation>No deliveries – one row per target after a release or an order</translation>
    </message>
    <message>
        <source>送达与回证</source>
        <translation>Deliveries and receipts</translation>
    </message>
</context>
<context>
    <name>RecommendPart</name>
    <message>
        <source>{0} 现在不能派 – 先商调或待其归队</source>
        <translation>{0} cannot be sent now – ask for it or wait until it is back</translation>
    </message>
    <message>
        <source>{0}; 未派成: {1}</source>
        <translation>{0}; not sent: {1}</translation>
    </message>
    <message>
        <source>事件</source>
        <translation>Incident</translation>
    </message>
    <message>
        <source>先选中一个事件 (Alt+2)</source>
        <translation>Select an incident first (Alt+2)</translation>
    </message>
    <message>
        <source>全局方案</source>
        <translation>Plan for all</translation>
    </message>
    <message>
        <source>全局方案没有算成: {0}</source>
        <translation>The plan for all failed: {0}</translation>
    </message>
    <message>
        <source>只计所填封路</source>
        <translation>Only the closures entered count</translation>
    </message>
    <message>
        <source>封路: {0} 没有坐标, 未计</source>
        <translation>Closure: {0} has no coordinates, not counted</translation>
    </message>
    <message>
        <source>已派 {0} 支</source>
        <translation>{0} sent</translation>
    </message>
    <message>
        <source>推荐</source>
        <translation>Advice</translation>
    </message>
    <message>
        <source>推荐没有算成: {0}</source>
        <translation>The recommendation failed: {0}</translation>
    </message>
    <message>
        <source>推荐派遣</source>
        <translation>Recommend forces</translation>
    </message>
    <message>
        <source>方案没有要求力量</source>
        <translation>The card asks for no force</translation>
    </message>
    <message>
        <source>正在计算</source>
        <translation>Working it out</translation>
    </message>
    <message>
        <source>没有勾选力量 – 用空格勾选后再派</source>
        <translation>Nothing ticked – tick with Space, then send</translation>
    </message>
    <message>
        <source>没有未结事件</source>
        <translation>No open incident</translation>
    </message>
    <message>
        <source>没有这样的力量</source>
        <translation>No such force</translation>
    </message>
    <message>
        <source>派遣 {0} 支 → {1}</source>
        <translation>Send {0} → {1}</translation>
    </message>
    <message>
        <source>算于 {0} ({1})</source>
        <translation>Worked out at {0} ({1})</translation>
    </message>
    <message>
        <source>该事件尚未设立指挥部 – 先设立指挥部 (Ctrl+J)</source>
        <translation>This incident has no command – establish one first (Ctrl+J)</translation>
    </message>
</context>
<context>
    <name>RegisterPart</name>
    <message>
        <source>修改力量</source>
        <translation>Change force</translation>
    </message>
    <message>
        <source>写作: 油水 消防一站 60% 3000L</source>
        <translation>Write: supplies Fire-1 60% 3000L</translation>
    </message>
    <message>
        <source>力量</source>
        <translation>Force</translation>
    </message>
    <message>
        <source>报告油料和水</source>
        <translation>Report fuel and water</translation>
    </message>
    <message>
        <source>油料% 水L</source>
        <translation>Fuel% waterL</translation>
    </message>
    <message>
        <source>油水</source>
        <translation>Supplies</translation>
    </message>
    <message>
        <source>登记力量</source>
        <translation>Register force</translation>
    </message>
    <message>
        <source>登记油料和水 {0}</source>
        <translation>Note fuel and water of {0}</translation>
    </message>
    <message>
        <source>调派方案</source>
        <translation>Run card</translation>
    </message>
    <message>
        <source>采用默认调派方案</source>
        <translation>Adopt default run cards</translation>
    </message>
    <message>
        <source>采用默认调派方案 (只补缺)</source>
        <translation>Adopt default run cards (missing ones only)</translation>
    </message>
    <message>
        <source>采用默认调派方案: 已有 {0} 份不变, 其余补上</source>
        <translation>Adopt default run cards: {0} stay, the rest are added</translation>
    </message>
</context>
<context>
    <name>ReleaseControl</name>
    <message>
        <source>下一步</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>尚未备好内容与范围</source>
        <translation>Content and area not ready</translation>
    </message>
    <message>
        <source>按住 1 秒放行</source>
        <translation>Hold 1 s to release</translation>
    </message>
    <message>
        <source>空格</source>
        <translation>Space</translation>
    </message>
    <message>
        <source>第二人口令</source>
        <translation>Their passphrase</translation>
    </message>
    <message>
        <source>第二人账号</source>
        <translation>Second person</translation>
    </message>
    <message>
        <source>等待第二人</source>
        <translation>Second person</translation>
    </message>
</context>
<context>
    <name>ReleasePanel</name>
    <message>
        <source>{0} – {1} 个对象: {2}</source>
        <translation>{0} – {1} targets: {2}</translation>
    </message>
    <message>
        <source>搁下</source>
        <translation>Set aside</translation>
    </message>
    <message>
        <source>撤回广播</source>
        <translation>Withdraw broadcast</translation>
    </message>
    <message>
        <source>撤回此广播</source>
        <translation>Withdraw this broadcast</translation>
    </message>
    <message>
        <source>放行广播 (须第二人)</source>
        <translation>Release broadcast (second person)</translation>
    </message>
    <message>
        <source>演练: </source>
        <translation>Drill: </translation>
    </message>
    <message>
        <source>等待数据库回应</source>
        <translation>Waiting for the database</translation>
    </message>
</context>
<context>
    <name>RepeatNotice</name>
    <message>
        <source>可能重复</source>
        <translation>Possible repeat</translation>
    </message>
    <message>
        <source>并入</source>
        <translation>Merge</translation>
    </message>
    <message>
        <source>并入「{0}」</source>
        <translation>Merge into "{0}"</translation>
    </message>
</context>
<context>
    <name>ReportsPart</name>
    <message>
        <source>受理 {0}</source>
        <translation>Claim {0}</translation>
    </message>
    <message>
        <source>告警</source>
        <translation>Alarms</translation>
    </message>
    <message>
        <source>新接报</source>
        <translation>New report</translation>
    </message>
    <message>
        <source>没有未确认的告警</source>
        <translation>No unacknowledged alarm</translation>
    </message>
    <message>
        <source>直接立案</source>
        <translation>Open incident directly</translation>
    </message>
    <message>
        <source>确认</source>
        <translation>Acknowledge</translation>
    </message>
    <message>
        <source>确认 {0}</source>
        <translation>Acknowledge {0}</translation>
    </message>
    <message>
        <source>确认最急告警</source>
        <translation>Acknowledge top alarm</translation>
    </message>
    <message>
        <source>退回接报</source>
        <translation>Return report</translation>
    </message>
</context>
<context>
    <name>RowList</name>
    <message>
        <source>共 {0} 条</source>
        <translation>{0} in all</translation>
    </message>
    <message>
        <source>另有 {0} 条</source>
        <translation>{0} more</translation>
    </message>
</context>
<context>
    <name>SafetyBand</name>
    <message>
        <source>{0} 人员清点: {1} 支力量未应答</source>
        <translation>{0} PAR: {1} forces not heard</translation>
    </message>
    <message>
        <source>{0} 人员清点逾期未发起</source>
        <translation>{0} PAR overdue</translation>
    </message>
    <message>
        <source>另有 {0} 条</source>
        <translation>{0} more</translation>
    </message>
    <message>
        <source>最后位置 {0}</source>
        <translation>Last position {0}</translation>
    </message>
    <message>
        <source>请检查网关, 或手动发起</source>
        <translation>Check the gateway, or call by hand</translation>
    </message>
</context>
<context>
    <name>SafetyNotices</name>
    <message>
        <source>{0} 人员清点: {1} 支力量待应答</source>
        <translation>{0} PAR: {1} forces to answer</translation>
    </message>
    <message>
        <source>{0} 人员清点: {1} 支力量未应答</source>
        <translation>{0} PAR: {1} forces not heard</translation>
    </message>
    <message>
        <source>处置</source>
        <translation>Work it</translation>
    </message>
    <message>
        <source>指令 {0} → {1} 无签收, 报指挥长 {2}</source>
        <translation>Order {0} → {1} without receipt; commander {2} told</translation>
    </message>
    <message>
        <source>最后位置 {0}</source>
        <translation>Last position {0}</translation>
    </message>
    <message>
        <source>登记回执</source>
        <translation>Record receipt</translation>
    </message>
    <message>
        <source>登记应答</source>
        <translation>Take answer</translation>
    </message>
</context>
<context>
    <name>SafetyPart</name>
    <message>
        <source>事件</source>
        <translation>Incident</translation>
    </message>
    <message>
        <source>力量</source>
        <translation>Force</translation>
    </message>
    <message>
        <source>原话</source>
        <translation>Exact words</translation>
    </message>
    <message>
        <source>发起人员清点</source>
        <translation>Call PAR</translation>
    </message>
    <message>
        <source>发起人员清点 {0}</source>
        <translation>Call PAR {0}</translation>
    </message>
    <message>
        <source>取消人员清点</source>
        <translation>Cancel PAR</translation>
    </message>
    <message>
        <source>启动紧急求救 (所选力量)</source>
        <translation>Open mayday (chosen force)</translation>
    </message>
    <message>
        <source>处置紧急求救</source>
        <translation>Work mayday</translation>
    </message>
    <message>
        <source>定位求救力量</source>
        <translation>Locate mayday force</translation>
    </message>
    <message>
        <source>应答</source>
        <translation>Answered</translation>
    </message>
    <message>
        <source>所选事件没有进行中的清点</source>
        <translation>The chosen incident has no PAR under way</translation>
    </message>
    <message>
        <source>求救</source>
        <translation>Mayday</translation>
    </message>
    <message>
        <source>没有紧急求救</source>
        <translation>No mayday</translation>
    </message>
    <message>
        <source>清点</source>
        <translation>Rollcall</translation>
    </message>
    <message>
        <source>清点应答 {0}</source>
        <translation>PAR answer {0}</translation>
    </message>
    <message>
        <source>清点求救</source>
        <translation>Safety</translation>
    </message>
    <message>
        <source>紧急求救 {0}</source>
        <translation>Mayday {0}</translation>
    </message>
</context>
<context>
    <name>ScenePart</name>
    <message>
        <source>{0} 不属于任何力量 – 在「现场未编」中按 Enter 命名</source>
        <translation>{0} belongs to no force – press Enter in Strays to name it</translation>
    </message>
    <message>
        <source>{0} 编入「{1}」</source>
        <translation>{0} taken in to "{1}"</translation>
    </message>
    <message>
        <source>商调…</source>
        <translation>Request…</translation>
    </message>
    <message>
        <source>在地图上显示</source>
        <translation>Show on map</translation>
    </message>
    <message>
        <source>现场力量</source>
        <translation>Forces on scene</translation>
    </message>
    <message>
        <source>现场力量编入指挥</source>
        <translation>Take in force on scene</translation>
    </message>
    <message>
        <source>现场未编</source>
        <translation>Strays</translation>
    </message>
    <message>
        <source>现场没有未编入的力量</source>
        <translation>No uncommanded force on the scene</translation>
    </message>
    <message>
        <source>现场没有未编入的力量 – 进入现场的力量会立即显示在此</source>
        <translation>Nobody uncommanded on the scene – who enters is shown here at once</translation>
    </message>
    <message>
        <source>编入</source>
        <translation>Enlist</translation>
    </message>
    <message>
        <source>编入指挥</source>
        <translation>Take under command</translation>
    </message>
</context>
<context>
    <name>SeatLock</name>
    <message>
        <source>{0} – 现在只有 {1} 能解锁</source>
        <translation>{0} – only {1} can unlock now</translation>
    </message>
    <message>
        <source>口令多次不对 – 请等 {0} 秒再试</source>
        <translation>Too many wrong passphrases – wait {0} s</translation>
    </message>
    <message>
        <source>席位已锁定 · {0}</source>
        <translation>Seat locked · {0}</translation>
    </message>
    <message>
        <source>数据库断开, 请稍后再试</source>
        <translation>Database lost; try again later</translation>
    </message>
    <message>
        <source>无人操作, {0} 秒后锁屏 – 动一下鼠标或按任意键即取消</source>
        <translation>Nobody here: locks in {0} s – move the mouse or press any key to stay</translation>
    </message>
    <message>
        <source>请输入口令</source>
        <translation>Fill in the passphrase</translation>
    </message>
    <message>
        <source>账号或口令不对</source>
        <translation>Wrong account or passphrase</translation>
    </message>
</context>
<context>
    <name>SectorsPart</name>
    <message>
        <source>先设立指挥部 (Ctrl+J)</source>
        <translation>Set up the command first (Ctrl+J)</translation>
    </message>
    <message>
        <source>增设工作组</source>
        <translation>Add sector</translation>
    </message>
    <message>
        <source>调整工作组</source>
        <translation>Change sector</translation>
    </message>
</context>
<context>
    <name>Severity</name>
    <message>
        <source>III级</source>
        <translation>Level III</translation>
    </message>
    <message>
        <source>II级</source>
        <translation>Level II</translation>
    </message>
    <message>
        <source>IV级</source>
        <translation>Level IV</translation>
    </message>
    <message>
        <source>I级</source>
        <translation>Level I</translation>
    </message>
    <message>
        <source>已搁置</source>
        <translation>Shelved</translation>
    </message>
    <message>
        <source>已确认</source>
        <translation>Ack.</translation>
    </message>
    <message>
        <source>已解除</source>
        <translation>Cleared</translation>
    </message>
    <message>
        <source>恢复未确认</source>
        <translation>Restored, unack.</translation>
    </message>
    <message>
        <source>断</source>
        <translation>Lost</translation>
    </message>
    <message>
        <source>无效</source>
        <translation>Invalid</translation>
    </message>
    <message>
        <source>未知</source>
        <translation>Unknown</translation>
    </message>
    <message>
        <source>未确认</source>
        <translation>Unack.</translation>
    </message>
    <message>
        <source>橙</source>
        <translation>Orange</translation>
    </message>
    <message>
        <source>正常</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>红</source>
        <translation>Red</translation>
    </message>
    <message>
        <source>蓝</source>
        <translation>Blue</translation>
    </message>
    <message>
        <source>陈旧</source>
        <translation>Stale</translation>
    </message>
    <message>
        <source>黄</source>
        <translation>Yellow</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>下一栏</source>
        <translation>Next field</translation>
    </message>
    <message>
        <source>搁下, 保留文字</source>
        <translation>Set aside, text kept</translation>
    </message>
    <message>
        <source>请填写: {fields}</source>
        <translation>Please fill in: {fields}</translation>
    </message>
</context>
<context>
    <name>SignInWindow</name>
    <message>
        <source>口令</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>口令多次不对，请等 {} 秒再试；忘记口令请管理员用 oneboard user passwd 重设。</source>
        <translation>Too many wrong passphrases; wait {} s. Forgotten? The administrator sets a new one with oneboard user passwd.</translation>
    </message>
    <message>
        <source>姓名或登录名</source>
        <translation>Name or sign-in name</translation>
    </message>
    <message>
        <source>实战大厅</source>
        <translation>Live hall</translation>
    </message>
    <message>
        <source>数据库暂不可用（{}）。请检查数据库后重试。</source>
        <translation>The database is not available ({}). Check it and try again.</translation>
    </message>
    <message>
        <source>正在核对…</source>
        <translation>Checking…</translation>
    </message>
    <message>
        <source>登录</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>登录  Enter</source>
        <translation>Sign in  Enter</translation>
    </message>
    <message>
        <source>登录名或口令不对。请重新输入；忘记口令请管理员用 oneboard user passwd 重设。</source>
        <translation>Wrong sign-in name or passphrase. Try again; if forgotten, the administrator resets it with oneboard user passwd.</translation>
    </message>
    <message>
        <source>请输入登录名和口令。</source>
        <translation>Give sign-in name and passphrase.</translation>
    </message>
</context>
<context>
    <name>SituationPage</name>
    <message>
        <source>{0} 支力量</source>
        <translation>{0} forces</translation>
    </message>
    <message>
        <source>{0}指挥部</source>
        <translation>{0} command</translation>
    </message>
    <message>
        <source>事件</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>出动</source>
        <translation>Out</translation>
    </message>
    <message>
        <source>当前无未结事件</source>
        <translation>No open incidents</translation>
    </message>
    <message>
        <source>态势图</source>
        <translation>Situation</translation>
    </message>
    <message>
        <source>未确认</source>
        <translation>Unack.</translation>
    </message>
    <message>
        <source>未设指挥部</source>
        <translation>No command</translation>
    </message>
</context>
<context>
    <name>StepRail</name>
    <message>
        <source>换一步</source>
        <translation>Change step</translation>
    </message>
</context>
<context>
    <name>StoryLines</name>
    <message>
        <source>另有 {0} 条</source>
        <translation>{0} more</translation>
    </message>
</context>
<context>
    <name>StoryPage</name>
    <message>
        <source>事件时间线</source>
        <translation>Timeline</translation>
    </message>
    <message>
        <source>另有 {0} 起未结事件</source>
        <translation>{0} more open incidents</translation>
    </message>
    <message>
        <source>尚无记录</source>
        <translation>No entries</translation>
    </message>
    <message>
        <source>当前无未结事件</source>
        <translation>No open incidents</translation>
    </message>
</context>
<context>
    <name>StrayLine</name>
    <message>
        <source>现场未编 {0}: {1}</source>
        <translation>Not commanded {0}: {1}</translation>
    </message>
    <message>
        <source>编入 F10</source>
        <translation>Take in F10</translation>
    </message>
</context>
<context>
    <name>TimelinePanel</name>
    <message>
        <source>上一条同类 (更晚)</source>
        <translation>Previous of the kind (later)</translation>
    </message>
    <message>
        <source>下一条同类 (更早)</source>
        <translation>Next of the kind (earlier)</translation>
    </message>
    <message>
        <source>文字, 或 14:05 回车跳转 (Ctrl+F)</source>
        <translation>Words, or a time such as 14:05 (Ctrl+F)</translation>
    </message>
    <message>
        <source>筛选时间线</source>
        <translation>Filter timeline</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Kind</translation>
    </message>
</context>
<context>
    <name>TownsPart</name>
    <message>
        <source>选中用兵的事件, 推荐派遣中有移防建议 (Ctrl+R)</source>
        <translation>Choose the incident that uses forces; Recommend (Ctrl+R) says who can move up</translation>
    </message>
</context>
<context>
    <name>TrendChart</name>
    <message>
        <source>停在 {time} – Home 回到现在</source>
        <translation>Held at {time} – Home returns to now</translation>
    </message>
    <message>
        <source>回到现在</source>
        <translation>Back to now</translation>
    </message>
    <message>
        <source>移动时间</source>
        <translation>Move in time</translation>
    </message>
    <message>
        <source>缩放时间</source>
        <translation>Zoom in time</translation>
    </message>
</context>
<context>
    <name>Troubles</name>
    <message>
        <source>画面停在断开时; 命令不能提交, 已输入的文字保留; 自动重连中</source>
        <translation>The picture stands as at the break; commands cannot be sent, typed text is kept; reconnecting</translation>
    </message>
    <message>
        <source>线路与信道状态不明, 收发停止; 正在自动重启</source>
        <translation>State of wires and channels unknown, nothing is sent or received; restarting</translation>
    </message>
    <message>
        <source>网关未连接</source>
        <translation>Gateway not connected</translation>
    </message>
    <message>
        <source>设置 {0} 不能用</source>
        <translation>Setting {0} cannot be used</translation>
    </message>
</context>
<context>
    <name>Undo</name>
    <message>
        <source>60 s 内本席没有可撤销的操作</source>
        <translation>Nothing of this seat in the last 60 s to undo</translation>
    </message>
    <message>
        <source>{0}; 再按 Ctrl+Z 撤销「{1}」</source>
        <translation>{0}; Ctrl+Z again undoes "{1}"</translation>
    </message>
    <message>
        <source>「{0}」不能撤销 – {1}</source>
        <translation>"{0}" cannot be undone – {1}</translation>
    </message>
    <message>
        <source>两案已并, 请在并入的事件中处理</source>
        <translation>the two are merged; go on in the other</translation>
    </message>
    <message>
        <source>已撤销「{0}」</source>
        <translation>Undone "{0}"</translation>
    </message>
    <message>
        <source>指令已下达, 请另行取消指令</source>
        <translation>the order is issued; cancel it by itself</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>撤销: {0}</source>
        <translation>Undo: {0}</translation>
    </message>
    <message>
        <source>状态只进不退, 请登记实际状态</source>
        <translation>a status only goes forward; enter the real one</translation>
    </message>
    <message>
        <source>请再次移交 (Ctrl+J)</source>
        <translation>pass it on again (Ctrl+J)</translation>
    </message>
    <message>
        <source>请办理移交 (Ctrl+J)</source>
        <translation>pass the command on (Ctrl+J)</translation>
    </message>
    <message>
        <source>请并案或结案</source>
        <translation>merge or close it</translation>
    </message>
    <message>
        <source>请按现状处理</source>
        <translation>act on what is now</translation>
    </message>
    <message>
        <source>请重开事件 (Ctrl+Shift+End)</source>
        <translation>reopen the incident (Ctrl+Shift+End)</translation>
    </message>
</context>
<context>
    <name>VoicePanel</name>
    <message>
        <source>{0} · 超时</source>
        <translation>{0} · overdue</translation>
    </message>
    <message>
        <source>{0} 次</source>
        <translation>{0}×</translation>
    </message>
    <message>
        <source>下达</source>
        <translation>Issued</translation>
    </message>
    <message>
        <source>催收</source>
        <translation>Reminded</translation>
    </message>
    <message>
        <source>先选一条指令</source>
        <translation>Select an order first</translation>
    </message>
    <message>
        <source>受令</source>
        <translation>To</translation>
    </message>
    <message>
        <source>听到的答复</source>
        <translation>Answer heard</translation>
    </message>
    <message>
        <source>听到的答复, 原话</source>
        <translation>The answer heard, word for word</translation>
    </message>
    <message>
        <source>指令</source>
        <translation>Order</translation>
    </message>
    <message>
        <source>没有等待话音回证的指令</source>
        <translation>No order awaits a voice receipt</translation>
    </message>
    <message>
        <source>登记听到的答复</source>
        <translation>Record the answer heard</translation>
    </message>
    <message>
        <source>登记回证</source>
        <translation>Record receipt</translation>
    </message>
    <message>
        <source>话音指令待回证</source>
        <translation>Voice orders awaiting receipt</translation>
    </message>
</context>
<context>
    <name>VuMeter</name>
    <message>
        <source>电平</source>
        <translation>Level meter</translation>
    </message>
</context>
<context>
    <name>WallWindow</name>
    <message>
        <source>{0} · 大屏</source>
        <translation>{0} · Wall</translation>
    </message>
</context>
<context>
    <name>WaterPage</name>
    <message>
        <source>另有 {0} 项未显示</source>
        <translation>{0} more not shown</translation>
    </message>
    <message>
        <source>尚未收到测站数据</source>
        <translation>No station data received</translation>
    </message>
    <message>
        <source>水雨情</source>
        <translation>Rain and rivers</translation>
    </message>
</context>
<context>
    <name>Waveform</name>
    <message>
        <source>60 s 内无通话</source>
        <translation>No call in 60 s</translation>
    </message>
    <message>
        <source>从此处回放</source>
        <translation>Play from here</translation>
    </message>
    <message>
        <source>最近 60 s 录音</source>
        <translation>Last 60 s</translation>
    </message>
    <message>
        <source>移动 1 s</source>
        <translation>Move 1 s</translation>
    </message>
</context>
<context>
    <name>WiresPart</name>
    <message>
        <source> – 写在该线路内部的注释未能保留</source>
        <translation> – comments inside that wire's table were not kept</translation>
    </message>
    <message>
        <source>{0}: {1}; 收 {2}, 发 {3}, {4} 帧, {5} 错 {6}</source>
        <translation>{0}: {1}; in {2}, out {3}, {4} frames, {5} faults {6}</translation>
    </message>
    <message>
        <source>{0}; 线路照旧运行</source>
        <translation>{0}; the wire runs on</translation>
    </message>
    <message>
        <source>已保存 {0} 段字节; 解码: oneboard decode {1} {2} --hex</source>
        <translation>{0} pieces saved; decode: oneboard decode {1} {2} --hex</translation>
    </message>
    <message>
        <source>已复制一行报文</source>
        <translation>Row copied</translation>
    </message>
    <message>
        <source>拆除…</source>
        <translation>Remove…</translation>
    </message>
    <message>
        <source>拆除线路</source>
        <translation>Remove wire</translation>
    </message>
    <message>
        <source>新建…</source>
        <translation>New…</translation>
    </message>
    <message>
        <source>新建线路</source>
        <translation>New wire</translation>
    </message>
    <message>
        <source>更改…</source>
        <translation>Change…</translation>
    </message>
    <message>
        <source>更改线路</source>
        <translation>Change wire</translation>
    </message>
    <message>
        <source>未选线路</source>
        <translation>No wire chosen</translation>
    </message>
    <message>
        <source>没有保存: {0}</source>
        <translation>Not saved: {0}</translation>
    </message>
    <message>
        <source>没有线路</source>
        <translation>No wires</translation>
    </message>
    <message>
        <source>没有线路 – 用「新建线路」(Ctrl+K) 建立</source>
        <translation>No wires – make one with New wire (Ctrl+K)</translation>
    </message>
    <message>
        <source>测试</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>由管理员办理</source>
        <translation>The administrator does this</translation>
    </message>
    <message>
        <source>监视线路报文</source>
        <translation>Watch wire's frames</translation>
    </message>
    <message>
        <source>线路</source>
        <translation>Wire</translation>
    </message>
    <message>
        <source>线路 {0} 已保存并投入使用{1}</source>
        <translation>Wire {0} saved and in service{1}</translation>
    </message>
    <message>
        <source>网关未接通</source>
        <translation>Gateway not connected</translation>
    </message>
    <message>
        <source>网关未接通, 线路状态不明</source>
        <translation>gateway not connected, state of wires unknown</translation>
    </message>
</context>
<context>
    <name>ZoomKeys</name>
    <message>
        <source>全区 (Home)</source>
        <translation>Whole district (Home)</translation>
    </message>
    <message>
        <source>放大 (+)</source>
        <translation>Zoom in (+)</translation>
    </message>
    <message>
        <source>缩小 (−)</source>
        <translation>Zoom out (−)</translation>
    </message>
</context>
<context>
    <name>_Head</name>
    <message>
        <source>发射 TX</source>
        <translation>Transmit TX</translation>
    </message>
    <message>
        <source>尚无呼叫</source>
        <translation>No calls yet</translation>
    </message>
    <message>
        <source>接收 RX</source>
        <translation>Receive RX</translation>
    </message>
    <message>
        <source>断</source>
        <translation>Lost</translation>
    </message>
    <message>
        <source>空闲</source>
        <translation>Idle</translation>
    </message>
    <message>
        <source>紧急呼叫</source>
        <translation>EMERGENCY</translation>
    </message>
</context>
<context>
    <name>_Status</name>
    <message>
        <source>已放行</source>
        <translation>Released</translation>
    </message>
    <message>
        <source>待第二人放行</source>
        <translation>Awaits second person</translation>
    </message>
    <message>
        <source>未就绪</source>
        <translation>Not ready</translation>
    </message>
    <message>
        <source>未放行</source>
        <translation>Not released</translation>
    </message>
    <message>
        <source>正在核验</source>
        <translation>Checking</translation>
    </message>
</context>
<context>
    <name>advice</name>
    <message>
        <source>{0:.0f} 人</source>
        <translation>Crew {0:.0f}</translation>
    </message>
    <message>
        <source>{0:.0f} 分</source>
        <translation>{0:.0f} min</translation>
    </message>
    <message>
        <source>{0:.0f} 秒</source>
        <translation>{0:.0f} s</translation>
    </message>
    <message>
        <source>{0:.1f} 分</source>
        <translation>{0:.1f} min</translation>
    </message>
    <message>
        <source>{0:.1f} 小时</source>
        <translation>{0:.1f} h</translation>
    </message>
    <message>
        <source>{0} (估算 {1})</source>
        <translation>{0} (est. {1})</translation>
    </message>
    <message>
        <source>{0} (已在本事件)</source>
        <translation>{0} (here already)</translation>
    </message>
    <message>
        <source>{0} +{1}</source>
        <translation>{0} +{1}</translation>
    </message>
    <message>
        <source>{0} · 合计 {1}</source>
        <translation>{0} · total {1}</translation>
    </message>
    <message>
        <source>{0} · 每支至少 {1} 人</source>
        <translation>{0} · crew of {1} at least</translation>
    </message>
    <message>
        <source>{0} · 派 {1} 支</source>
        <translation>{0} · send {1}</translation>
    </message>
    <message>
        <source>{0} · 缺 {1}</source>
        <translation>{0} · short {1}</translation>
    </message>
    <message>
        <source>{0} × {1}</source>
        <translation>{0} × {1}</translation>
    </message>
    <message>
        <source>{0} → {1}</source>
        <translation>{0} → {1}</translation>
    </message>
    <message>
        <source>{0} 为「{1}」预留</source>
        <translation>{0} is reserved for "{1}"</translation>
    </message>
    <message>
        <source>{0} 休整中</source>
        <translation>{0} is resting</translation>
    </message>
    <message>
        <source>{0} 在「{1}」, 可商调</source>
        <translation>{0} is with "{1}"; can be asked for</translation>
    </message>
    <message>
        <source>{0} 支力量换去处</source>
        <translation>{0} forces go elsewhere</translation>
    </message>
    <message>
        <source>{0} 无备勤力量</source>
        <translation>{0} has no force at hand</translation>
    </message>
    <message>
        <source>{0}, 建议 {1} 移防 (估算 {2})</source>
        <translation>{0}; move up {1} (est. {2})</translation>
    </message>
    <message>
        <source>{0}, 无力量可移防</source>
        <translation>{0}; no force can move up</translation>
    </message>
    <message>
        <source>{0}, 至少 {1:.0f}</source>
        <translation>{0}, at least {1:.0f}</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>{0}: 本区无可用, 请求上级或邻区支援</source>
        <translation>{0}: none in the district; ask above or a neighbour</translation>
    </message>
    <message>
        <source>「{0}」{1}</source>
        <translation>"{0}" {1}</translation>
    </message>
    <message>
        <source>不派, 原为 {0}</source>
        <translation>Not sent, was {0}</translation>
    </message>
    <message>
        <source>不用 {0}</source>
        <translation>Without {0}</translation>
    </message>
    <message>
        <source>专家</source>
        <translation>Experts</translation>
    </message>
    <message>
        <source>事件无坐标</source>
        <translation>Incident without coordinates</translation>
    </message>
    <message>
        <source>事件无坐标, 路程不能估算</source>
        <translation>The incident has no coordinates; travel cannot be estimated</translation>
    </message>
    <message>
        <source>交通管制</source>
        <translation>Traffic control</translation>
    </message>
    <message>
        <source>人手不足: {0:.0f} 人, 至少 {1:.0f}</source>
        <translation>Crew too small: {0:.0f}, at least {1:.0f}</translation>
    </message>
    <message>
        <source>人数未知</source>
        <translation>Crew unknown</translation>
    </message>
    <message>
        <source>人数未知, 未计</source>
        <translation>Crew unknown, not counted</translation>
    </message>
    <message>
        <source>休整未知</source>
        <translation>Rest unknown</translation>
    </message>
    <message>
        <source>休整未知, 未计</source>
        <translation>Rest unknown, not counted</translation>
    </message>
    <message>
        <source>估算 {0}</source>
        <translation>est. {0}</translation>
    </message>
    <message>
        <source>位置未知</source>
        <translation>Place unknown</translation>
    </message>
    <message>
        <source>供水</source>
        <translation>Water supply</translation>
    </message>
    <message>
        <source>假设: {0} (Backspace 清除)</source>
        <translation>Suppose: {0} (Backspace clears)</translation>
    </message>
    <message>
        <source>全局 {0} 支, {1} 个缺口; 逐个推荐 {2} 支, {3} 个缺口</source>
        <translation>Plan for all {0}, {1} gaps; one by one {2}, {3} gaps</translation>
    </message>
    <message>
        <source>全局方案与逐个推荐相同: {0} 支力量, {1} 个缺口</source>
        <translation>The plan for all equals one by one: {0} forces, {1} gaps</translation>
    </message>
    <message>
        <source>医疗</source>
        <translation>Medical</translation>
    </message>
    <message>
        <source>危化处置</source>
        <translation>Hazmat</translation>
    </message>
    <message>
        <source>合计多 {0}</source>
        <translation>{0} more in all</translation>
    </message>
    <message>
        <source>合计快 {0}</source>
        <translation>{0} faster in all</translation>
    </message>
    <message>
        <source>后勤物资</source>
        <translation>Supplies</translation>
    </message>
    <message>
        <source>增派 → {0}</source>
        <translation>Also → {0}</translation>
    </message>
    <message>
        <source>多 {0} 个缺口, 但补上更重的事件</source>
        <translation>{0} more gaps, but a worse incident is filled</translation>
    </message>
    <message>
        <source>大型机械</source>
        <translation>Heavy machinery</translation>
    </message>
    <message>
        <source>定位 {0}前</source>
        <translation>Position {0} ago</translation>
    </message>
    <message>
        <source>定位陈旧 {0}前</source>
        <translation>Position old, {0} ago</translation>
    </message>
    <message>
        <source>封路情况未知, 未计</source>
        <translation>Road closures unknown, not counted</translation>
    </message>
    <message>
        <source>少 {0} 个缺口</source>
        <translation>{0} fewer gaps</translation>
    </message>
    <message>
        <source>差别 {0}: {1}</source>
        <translation>Difference {0}: {1}</translation>
    </message>
    <message>
        <source>已为本事件预留</source>
        <translation>Reserved for this incident</translation>
    </message>
    <message>
        <source>已休整 {0}</source>
        <translation>Rested {0}</translation>
    </message>
    <message>
        <source>已在本事件</source>
        <translation>Here already</translation>
    </message>
    <message>
        <source>已派 {0}</source>
        <translation>{0} sent</translation>
    </message>
    <message>
        <source>当作空闲 {0}</source>
        <translation>{0} as if free</translation>
    </message>
    <message>
        <source>急救转运</source>
        <translation>Ambulance</translation>
    </message>
    <message>
        <source>按驻地, 定位已失效 ({0}前)</source>
        <translation>By home; position lost ({0} ago)</translation>
    </message>
    <message>
        <source>按驻地, 无定位</source>
        <translation>By home; no position</translation>
    </message>
    <message>
        <source>推荐 {0}, 已勾选 {1}</source>
        <translation>{0} recommended, {1} ticked</translation>
    </message>
    <message>
        <source>搜救</source>
        <translation>Search and rescue</translation>
    </message>
    <message>
        <source>无人机</source>
        <translation>Drone</translation>
    </message>
    <message>
        <source>无备勤力量: {0}</source>
        <translation>No force at hand: {0}</translation>
    </message>
    <message>
        <source>无缺口</source>
        <translation>No gap</translation>
    </message>
    <message>
        <source>更重的事件先得</source>
        <translation>The worse incident first</translation>
    </message>
    <message>
        <source>未休整够: 归队 {0}, 应 {1:.0f} 分</source>
        <translation>Not rested: back {0}, due {1:.0f} min</translation>
    </message>
    <message>
        <source>未定级, 按最低一级</source>
        <translation>Not graded; lowest taken</translation>
    </message>
    <message>
        <source>本区方案</source>
        <translation>District's card</translation>
    </message>
    <message>
        <source>水 {0:.0f} L ({1}前)</source>
        <translation>Water {0:.0f} L ({1} ago)</translation>
    </message>
    <message>
        <source>水 {0:.0f} L 报告过旧 ({1}), 未计</source>
        <translation>Water {0:.0f} L, report too old ({1}), not counted</translation>
    </message>
    <message>
        <source>水不足 {0:.0f} L ({1}前)</source>
        <translation>Water low {0:.0f} L ({1} ago)</translation>
    </message>
    <message>
        <source>水域救援</source>
        <translation>Swift water</translation>
    </message>
    <message>
        <source>水量未知</source>
        <translation>Water unknown</translation>
    </message>
    <message>
        <source>水量未知, 未计</source>
        <translation>Water unknown, not counted</translation>
    </message>
    <message>
        <source>油料 {0:.0f}% ({1}前)</source>
        <translation>Fuel {0:.0f}% ({1} ago)</translation>
    </message>
    <message>
        <source>油料 {0:.0f}% 报告过旧 ({1}), 未计</source>
        <translation>Fuel {0:.0f}%, report too old ({1}), not counted</translation>
    </message>
    <message>
        <source>油料不足 {0:.0f}% ({1}前)</source>
        <translation>Fuel low {0:.0f}% ({1} ago)</translation>
    </message>
    <message>
        <source>油料未知</source>
        <translation>Fuel unknown</translation>
    </message>
    <message>
        <source>油料未知, 未计</source>
        <translation>Fuel unknown, not counted</translation>
    </message>
    <message>
        <source>灭火</source>
        <translation>Firefighting</translation>
    </message>
    <message>
        <source>电力抢修</source>
        <translation>Power repair</translation>
    </message>
    <message>
        <source>电台 {0}前听到</source>
        <translation>Radio heard {0} ago</translation>
    </message>
    <message>
        <source>电台可达未知, 未计</source>
        <translation>Radio reach unknown, not counted</translation>
    </message>
    <message>
        <source>电台未知</source>
        <translation>Radio unknown</translation>
    </message>
    <message>
        <source>电台联系不上</source>
        <translation>Radio out of reach</translation>
    </message>
    <message>
        <source>电台联系不上, 最近听到 {0}前</source>
        <translation>Radio out of reach, last heard {0} ago</translation>
    </message>
    <message>
        <source>疾控</source>
        <translation>Disease control</translation>
    </message>
    <message>
        <source>直线经过封闭处 {0}</source>
        <translation>Straight line crosses the closure {0}</translation>
    </message>
    <message>
        <source>矿山救护</source>
        <translation>Mine rescue</translation>
    </message>
    <message>
        <source>秩序维护</source>
        <translation>Crowd control</translation>
    </message>
    <message>
        <source>程序默认方案</source>
        <translation>Program's card</translation>
    </message>
    <message>
        <source>类别或级别不同</source>
        <translation>other kind or level</translation>
    </message>
    <message>
        <source>缺 {0} {1} 支</source>
        <translation>Short of {0}: {1}</translation>
    </message>
    <message>
        <source>缺: {0}</source>
        <translation>Short: {0}</translation>
    </message>
    <message>
        <source>能力 {0}: 已登记</source>
        <translation>Capability {0}: registered</translation>
    </message>
    <message>
        <source>能力 {0}: 按类别推定</source>
        <translation>Capability {0}: presumed from kind</translation>
    </message>
    <message>
        <source>能力推定</source>
        <translation>Capability presumed</translation>
    </message>
    <message>
        <source>路程估算 {0}: 直线 {1:.1f} km ÷ {2:.0f} km/h</source>
        <translation>Travel estimated {0}: straight line {1:.1f} km ÷ {2:.0f} km/h</translation>
    </message>
    <message>
        <source>路程未知: 事件无坐标</source>
        <translation>Travel unknown: the incident has no coordinates</translation>
    </message>
    <message>
        <source>路程未知: 无定位也无驻地坐标</source>
        <translation>Travel unknown: no position and no home coordinates</translation>
    </message>
    <message>
        <source>转移群众</source>
        <translation>Evacuation</translation>
    </message>
    <message>
        <source>通信保障</source>
        <translation>Telecom</translation>
    </message>
    <message>
        <source>道路抢通</source>
        <translation>Road clearing</translation>
    </message>
    <message>
        <source>防汛抢险</source>
        <translation>Flood defence</translation>
    </message>
</context>
<context>
    <name>aims</name>
    <message>
        <source>{0}指挥部</source>
        <translation>{0} command</translation>
    </message>
    <message>
        <source>上级事件</source>
        <translation>larger incident</translation>
    </message>
    <message>
        <source>下级事件</source>
        <translation>Part</translation>
    </message>
    <message>
        <source>与 {0} 联合</source>
        <translation>Joint with {0}</translation>
    </message>
    <message>
        <source>久已结案的事件</source>
        <translation>An incident closed long ago</translation>
    </message>
    <message>
        <source>作战阶段 {0}</source>
        <translation>Period {0}</translation>
    </message>
    <message>
        <source>关联</source>
        <translation>link</translation>
    </message>
    <message>
        <source>已并入</source>
        <translation>Merged</translation>
    </message>
    <message>
        <source>并入本事件</source>
        <translation>Merged into this one</translation>
    </message>
    <message>
        <source>时限 {0}</source>
        <translation>Due {0}</translation>
    </message>
    <message>
        <source>现在</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>目标 {0}</source>
        <translation>Objective {0}</translation>
    </message>
    <message>
        <source>第 {0} 任</source>
        <translation>Command no. {0}</translation>
    </message>
    <message>
        <source>设立</source>
        <translation>Establish</translation>
    </message>
    <message>
        <source>需求</source>
        <translation>need</translation>
    </message>
</context>
<context>
    <name>boards</name>
    <message>
        <source>{0} {1} {2}，限值 {3}</source>
        <translation>{0} {1} {2}, limit {3}</translation>
    </message>
    <message>
        <source>{} 支力量</source>
        <translation>{} forces</translation>
    </message>
    <message>
        <source>{}指挥部</source>
        <translation>{} command</translation>
    </message>
    <message>
        <source>下达</source>
        <translation>Issued</translation>
    </message>
    <message>
        <source>主叫</source>
        <translation>Caller</translation>
    </message>
    <message>
        <source>事件</source>
        <translation>Incident</translation>
    </message>
    <message>
        <source>人数</source>
        <translation>Pax</translation>
    </message>
    <message>
        <source>任务</source>
        <translation>Task</translation>
    </message>
    <message>
        <source>信道</source>
        <translation>Channel</translation>
    </message>
    <message>
        <source>催 {0} 次</source>
        <translation>Reminded {0}×</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>力量</source>
        <translation>Force</translation>
    </message>
    <message>
        <source>发</source>
        <translation>Sent</translation>
    </message>
    <message>
        <source>受令</source>
        <translation>To</translation>
    </message>
    <message>
        <source>号</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>回放中</source>
        <translation>Playing</translation>
    </message>
    <message>
        <source>回证</source>
        <translation>Receipt</translation>
    </message>
    <message>
        <source>回证 {0}/{1}</source>
        <translation>Receipts {0}/{1}</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>地点不明</source>
        <translation>Place unknown</translation>
    </message>
    <message>
        <source>定位</source>
        <translation>Fix</translation>
    </message>
    <message>
        <source>对象</source>
        <translation>Target</translation>
    </message>
    <message>
        <source>已报指挥长</source>
        <translation>Commander told</translation>
    </message>
    <message>
        <source>情况</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>指令</source>
        <translation>Order</translation>
    </message>
    <message>
        <source>接报</source>
        <translation>Report</translation>
    </message>
    <message>
        <source>收</source>
        <translation>Recv.</translation>
    </message>
    <message>
        <source>方向</source>
        <translation>Direction</translation>
    </message>
    <message>
        <source>方式</source>
        <translation>Means</translation>
    </message>
    <message>
        <source>时长</source>
        <translation>Length</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>时限</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>未设指挥部</source>
        <translation>No command</translation>
    </message>
    <message>
        <source>未识别</source>
        <translation>Unknown</translation>
    </message>
    <message>
        <source>来源</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>次数</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>状态时间</source>
        <translation>Since</translation>
    </message>
    <message>
        <source>现场未编 {}</source>
        <translation>Not commanded {}</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>级别</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>组签收 {0}/{1}</source>
        <translation>Group {0}/{1} received</translation>
    </message>
    <message>
        <source>预留</source>
        <translation>reserve</translation>
    </message>
    <message>
        <source>预警</source>
        <translation>Warning</translation>
    </message>
</context>
<context>
    <name>broadcast</name>
    <message>
        <source>全区</source>
        <translation>Whole district</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>发布对象</source>
        <translation>Targets</translation>
    </message>
    <message>
        <source>备好, 待放行</source>
        <translation>Prepare</translation>
    </message>
    <message>
        <source>没有登记喇叭或警报器</source>
        <translation>No speaker or siren registered</translation>
    </message>
    <message>
        <source>编制广播</source>
        <translation>Compose broadcast</translation>
    </message>
    <message>
        <source>范围</source>
        <translation>Area</translation>
    </message>
</context>
<context>
    <name>devices</name>
    <message>
        <source>APRS (KISS)</source>
        <translation>APRS (KISS)</translation>
    </message>
    <message>
        <source>APRS (文本)</source>
        <translation>APRS (text)</translation>
    </message>
    <message>
        <source>TETRA 电台 PEI</source>
        <translation>TETRA radio PEI</translation>
    </message>
    <message>
        <source>{0} {1} · 线路 {2}</source>
        <translation>{0} {1} · wire {2}</translation>
    </message>
    <message>
        <source>「{0}」</source>
        <translation>“{0}”</translation>
    </message>
    <message>
        <source>其他测站</source>
        <translation>Other station</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>力量定位终端</source>
        <translation>Tracker of a force</translation>
    </message>
    <message>
        <source>力量电台</source>
        <translation>Radio of a force</translation>
    </message>
    <message>
        <source>北斗短报文 RDSS</source>
        <translation>BeiDou messages RDSS</translation>
    </message>
    <message>
        <source>协议</source>
        <translation>Protocol</translation>
    </message>
    <message>
        <source>卫星定位 NMEA 0183</source>
        <translation>Satellite position NMEA 0183</translation>
    </message>
    <message>
        <source>地址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>定位</source>
        <translation>Fix</translation>
    </message>
    <message>
        <source>尚无数据</source>
        <translation>No data yet</translation>
    </message>
    <message>
        <source>广播喇叭</source>
        <translation>Loudspeaker</translation>
    </message>
    <message>
        <source>建伍电台 FleetSync / NEXEDGE</source>
        <translation>Kenwood radio FleetSync / NEXEDGE</translation>
    </message>
    <message>
        <source>待命名</source>
        <translation>To be named</translation>
    </message>
    <message>
        <source>态势 CoT / TAK</source>
        <translation>Situation CoT / TAK</translation>
    </message>
    <message>
        <source>报警接收机 Sur-Gard</source>
        <translation>Alarm receiver Sur-Gard</translation>
    </message>
    <message>
        <source>末次</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>水位站</source>
        <translation>River station</translation>
    </message>
    <message>
        <source>水文 SL 651</source>
        <translation>Hydrology SL 651</translation>
    </message>
    <message>
        <source>消防 / 报警主机</source>
        <translation>Fire / alarm panel</translation>
    </message>
    <message>
        <source>消防远程监控 GB/T 26875</source>
        <translation>Fire monitoring GB/T 26875</translation>
    </message>
    <message>
        <source>环境 HJ 212</source>
        <translation>Environment HJ 212</translation>
    </message>
    <message>
        <source>短信 GSM 模块</source>
        <translation>SMS GSM modem</translation>
    </message>
    <message>
        <source>等 {0} 项</source>
        <translation>and {0} more</translation>
    </message>
    <message>
        <source>线路</source>
        <translation>Wire</translation>
    </message>
    <message>
        <source>继电器与传感器 Modbus</source>
        <translation>Relays and sensors Modbus</translation>
    </message>
    <message>
        <source>联网报警 SIA DC-09</source>
        <translation>IP alarms SIA DC-09</translation>
    </message>
    <message>
        <source>警报器 / 继电器</source>
        <translation>Siren / relay</translation>
    </message>
    <message>
        <source>车载终端 JT/T 808</source>
        <translation>Vehicle terminal JT/T 808</translation>
    </message>
    <message>
        <source>雨量站</source>
        <translation>Rain station</translation>
    </message>
    <message>
        <source>预警 CAP</source>
        <translation>Warnings CAP</translation>
    </message>
    <message>
        <source>首次</source>
        <translation>First</translation>
    </message>
</context>
<context>
    <name>forms</name>
    <message>
        <source>16:30 或 30分, 可空</source>
        <translation>16:30 or 30min, may be empty</translation>
    </message>
    <message>
        <source>18:00 或 2h; 不限则留空</source>
        <translation>18:00 or 2h; empty for none</translation>
    </message>
    <message>
        <source>18:00 或 4h</source>
        <translation>18:00 or 4h</translation>
    </message>
    <message>
        <source>{0} · 到场即归本指挥部统一调度</source>
        <translation>{0} · ours from arrival on</translation>
    </message>
    <message>
        <source>{0} · 力量 {1} 支随之转入</source>
        <translation>{0} · {1} forces come over with it</translation>
    </message>
    <message>
        <source>{0} · 当前阶段 {1} 至 {2}, 随即结束</source>
        <translation>{0} · current period {1} until {2} ends with it</translation>
    </message>
    <message>
        <source>{0} · 现任指挥长 {1}</source>
        <translation>{0} · commander now {1}</translation>
    </message>
    <message>
        <source>{0} · 结案 {1}</source>
        <translation>{0} · closed {1}</translation>
    </message>
    <message>
        <source>{0} – {1}, {2} 前答复</source>
        <translation>{0} – {1}, answer by {2}</translation>
    </message>
    <message>
        <source>{0} 编入指挥</source>
        <translation>{0} taken under command</translation>
    </message>
    <message>
        <source>▲ 尚未完成, 结案后如实留存:</source>
        <translation>▲ Not done; stays on record after closing:</translation>
    </message>
    <message>
        <source>上级事件</source>
        <translation>larger incident</translation>
    </message>
    <message>
        <source>下一作战阶段</source>
        <translation>Next operational period</translation>
    </message>
    <message>
        <source>下达</source>
        <translation>Issue</translation>
    </message>
    <message>
        <source>下达指令</source>
        <translation>Issue order</translation>
    </message>
    <message>
        <source>下达草稿</source>
        <translation>Issue draft</translation>
    </message>
    <message>
        <source>不再需要</source>
        <translation>Not needed any more</translation>
    </message>
    <message>
        <source>不启动响应</source>
        <translation>No response</translation>
    </message>
    <message>
        <source>不明则留空</source>
        <translation>Empty if unknown</translation>
    </message>
    <message>
        <source>丢弃草稿</source>
        <translation>Discard draft</translation>
    </message>
    <message>
        <source>乡镇</source>
        <translation>Town</translation>
    </message>
    <message>
        <source>乡镇、村</source>
        <translation>Town, village</translation>
    </message>
    <message>
        <source>事件</source>
        <translation>Incident</translation>
    </message>
    <message>
        <source>事件定级</source>
        <translation>Grade incident</translation>
    </message>
    <message>
        <source>人数</source>
        <translation>Pax</translation>
    </message>
    <message>
        <source>人数写数字, 不明则留空</source>
        <translation>Write the crew as a number; empty if unknown</translation>
    </message>
    <message>
        <source>人数应为整数, 不明则留空</source>
        <translation>Write the number as an integer; empty if unknown</translation>
    </message>
    <message>
        <source>任务</source>
        <translation>Task</translation>
    </message>
    <message>
        <source>作战阶段</source>
        <translation>Operational period</translation>
    </message>
    <message>
        <source>依据</source>
        <translation>Basis</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>保存方案</source>
        <translation>Save card</translation>
    </message>
    <message>
        <source>修改</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>修改力量</source>
        <translation>Change force</translation>
    </message>
    <message>
        <source>修改设备</source>
        <translation>Change device</translation>
    </message>
    <message>
        <source>修改设备 {0}</source>
        <translation>Change device {0}</translation>
    </message>
    <message>
        <source>共需</source>
        <translation>Wanted</translation>
    </message>
    <message>
        <source>关联</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>关联 {0}</source>
        <translation>Linked {0}</translation>
    </message>
    <message>
        <source>关联事件</source>
        <translation>Link incidents</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>写入</source>
        <translation>Write</translation>
    </message>
    <message>
        <source>写入记录</source>
        <translation>Write log entry</translation>
    </message>
    <message>
        <source>写数字, 不明则留空</source>
        <translation>Write a number; empty if unknown</translation>
    </message>
    <message>
        <source>决定人</source>
        <translation>Decided by</translation>
    </message>
    <message>
        <source>划定</source>
        <translation>Set</translation>
    </message>
    <message>
        <source>划定现场</source>
        <translation>Set scene</translation>
    </message>
    <message>
        <source>初判和升级可不填</source>
        <translation>May be empty for a first or higher grade</translation>
    </message>
    <message>
        <source>力量</source>
        <translation>Force</translation>
    </message>
    <message>
        <source>力量、工作组、乡镇或人员</source>
        <translation>Force, sector, town or person</translation>
    </message>
    <message>
        <source>力量名称</source>
        <translation>Name of force</translation>
    </message>
    <message>
        <source>半径应写作米数, 如 800</source>
        <translation>Write the radius in metres, e.g. 800</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>单位或地区</source>
        <translation>Body or district</translation>
    </message>
    <message>
        <source>原话</source>
        <translation>Exact words</translation>
    </message>
    <message>
        <source>原话、签收人或理由</source>
        <translation>Words heard, who signed, or reason</translation>
    </message>
    <message>
        <source>取消人员清点</source>
        <translation>Cancel PAR</translation>
    </message>
    <message>
        <source>取消指令</source>
        <translation>Cancel order</translation>
    </message>
    <message>
        <source>取消清点</source>
        <translation>Cancel PAR</translation>
    </message>
    <message>
        <source>取消需求</source>
        <translation>Cancel need</translation>
    </message>
    <message>
        <source>受令</source>
        <translation>To</translation>
    </message>
    <message>
        <source>另一事件</source>
        <translation>another incident</translation>
    </message>
    <message>
        <source>只写这次的数量, 如 80</source>
        <translation>Only what came now, e.g. 80</translation>
    </message>
    <message>
        <source>同意, 移交指挥</source>
        <translation>Agree, hand over</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>启动求救</source>
        <translation>Open mayday</translation>
    </message>
    <message>
        <source>启动紧急求救</source>
        <translation>Open mayday</translation>
    </message>
    <message>
        <source>呼救原话</source>
        <translation>Words of the call</translation>
    </message>
    <message>
        <source>命名新设备</source>
        <translation>Name new device</translation>
    </message>
    <message>
        <source>命名设备</source>
        <translation>Name device</translation>
    </message>
    <message>
        <source>命名设备 {0}</source>
        <translation>Name device {0}</translation>
    </message>
    <message>
        <source>响应</source>
        <translation>Response</translation>
    </message>
    <message>
        <source>商调</source>
        <translation>Request</translation>
    </message>
    <message>
        <source>商调 {0} → {1}</source>
        <translation>Request {0} → {1}</translation>
    </message>
    <message>
        <source>商调力量</source>
        <translation>Request force</translation>
    </message>
    <message>
        <source>回执</source>
        <translation>Receipt</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>坐标</source>
        <translation>Coordinates</translation>
    </message>
    <message>
        <source>坐标应写作: 34.58800, 105.71200 (纬度, 经度), 不明则留空</source>
        <translation>Write coordinates as 34.58800, 105.71200 (latitude, longitude); blank if unknown</translation>
    </message>
    <message>
        <source>增设</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>增设工作组</source>
        <translation>Add sector</translation>
    </message>
    <message>
        <source>处理</source>
        <translation>Action</translation>
    </message>
    <message>
        <source>大厅日志</source>
        <translation>Hall log</translation>
    </message>
    <message>
        <source>存为草稿</source>
        <translation>Keep as draft</translation>
    </message>
    <message>
        <source>完成时限</source>
        <translation>Done by</translation>
    </message>
    <message>
        <source>完成时限应写作: 16:30 或 30分 或 2h</source>
        <translation>Write the time as 16:30 or 30min or 2h</translation>
    </message>
    <message>
        <source>定级</source>
        <translation>Grade</translation>
    </message>
    <message>
        <source>定级 {0}</source>
        <translation>Grade {0}</translation>
    </message>
    <message>
        <source>属于力量的设备可留空, 即力量名称</source>
        <translation>May be empty for a device of a force: then the force's name</translation>
    </message>
    <message>
        <source>工作组</source>
        <translation>Sector</translation>
    </message>
    <message>
        <source>工作组, {0} 支力量</source>
        <translation>Sector, {0} forces</translation>
    </message>
    <message>
        <source>已到</source>
        <translation>Come</translation>
    </message>
    <message>
        <source>并入</source>
        <translation>Merge</translation>
    </message>
    <message>
        <source>并案</source>
        <translation>Merge</translation>
    </message>
    <message>
        <source>并案 → {0}</source>
        <translation>Merge → {0}</translation>
    </message>
    <message>
        <source>开始</source>
        <translation>Begin</translation>
    </message>
    <message>
        <source>开始作战阶段</source>
        <translation>Begin operational period</translation>
    </message>
    <message>
        <source>强调</source>
        <translation>Take</translation>
    </message>
    <message>
        <source>强调 {0} → {1}</source>
        <translation>Take {0} → {1}</translation>
    </message>
    <message>
        <source>强调力量 (上级调用)</source>
        <translation>Take force (order from above)</translation>
    </message>
    <message>
        <source>归属上级事件 (留空则独立)</source>
        <translation>Part of (empty: stands alone)</translation>
    </message>
    <message>
        <source>或已有力量</source>
        <translation>Or a known force</translation>
    </message>
    <message>
        <source>报告人</source>
        <translation>Reported by</translation>
    </message>
    <message>
        <source>报告油料和水</source>
        <translation>Report fuel and water</translation>
    </message>
    <message>
        <source>拒绝</source>
        <translation>Refuse</translation>
    </message>
    <message>
        <source>指令</source>
        <translation>Order</translation>
    </message>
    <message>
        <source>指令 {0} → {1}: {2}</source>
        <translation>Order {0} → {1}: {2}</translation>
    </message>
    <message>
        <source>指令 → {0}</source>
        <translation>Order → {0}</translation>
    </message>
    <message>
        <source>指挥部名称</source>
        <translation>Name of command</translation>
    </message>
    <message>
        <source>指挥长</source>
        <translation>Commander</translation>
    </message>
    <message>
        <source>按名称、地点或地址查找</source>
        <translation>Find by name, place or address</translation>
    </message>
    <message>
        <source>按此名称下达</source>
        <translation>Issue under this name</translation>
    </message>
    <message>
        <source>排除</source>
        <translation>Discard</translation>
    </message>
    <message>
        <source>排除接报</source>
        <translation>Discard report</translation>
    </message>
    <message>
        <source>接受</source>
        <translation>Accept</translation>
    </message>
    <message>
        <source>接报并入「{0}」</source>
        <translation>Report merged into "{0}"</translation>
    </message>
    <message>
        <source>接报并入事件</source>
        <translation>Merge report into incident</translation>
    </message>
    <message>
        <source>接收</source>
        <translation>Take in</translation>
    </message>
    <message>
        <source>接收外援 {0}</source>
        <translation>Take in aid {0}</translation>
    </message>
    <message>
        <source>接收外援力量</source>
        <translation>Take in aid</translation>
    </message>
    <message>
        <source>提供</source>
        <translation>Offer</translation>
    </message>
    <message>
        <source>提供 {0} → {1}</source>
        <translation>Offer {0} → {1}</translation>
    </message>
    <message>
        <source>提供力量</source>
        <translation>Offer force</translation>
    </message>
    <message>
        <source>提出</source>
        <translation>State</translation>
    </message>
    <message>
        <source>提出需求</source>
        <translation>State need</translation>
    </message>
    <message>
        <source>提出需求 {0}</source>
        <translation>State need {0}</translation>
    </message>
    <message>
        <source>撤回</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>支援内容</source>
        <translation>Support wanted</translation>
    </message>
    <message>
        <source>支援答复</source>
        <translation>Answer on support</translation>
    </message>
    <message>
        <source>数量</source>
        <translation>Quantity</translation>
    </message>
    <message>
        <source>数量和单位, 如 200 顶</source>
        <translation>Quantity and unit, e.g. 200 pcs</translation>
    </message>
    <message>
        <source>数量应写作数字, 如 200</source>
        <translation>Write the quantity as a number, e.g. 200</translation>
    </message>
    <message>
        <source>数量应写作数字, 如 80 或 80 顶</source>
        <translation>Write the quantity as a number, e.g. 80 or 80 pcs</translation>
    </message>
    <message>
        <source>数量应写作数字和单位, 如 200 顶 (常用单位: {0})</source>
        <translation>Write the quantity as a number and a unit, e.g. 200 pcs (usual units: {0})</translation>
    </message>
    <message>
        <source>新力量与已有力量只能填一项</source>
        <translation>Fill in a new force or a known one, not both</translation>
    </message>
    <message>
        <source>新力量名称</source>
        <translation>Name of new force</translation>
    </message>
    <message>
        <source>新力量类别</source>
        <translation>Kind of new force</translation>
    </message>
    <message>
        <source>新指挥长</source>
        <translation>New commander</translation>
    </message>
    <message>
        <source>新接报</source>
        <translation>New report</translation>
    </message>
    <message>
        <source>方向</source>
        <translation>Direction</translation>
    </message>
    <message>
        <source>方式</source>
        <translation>Means</translation>
    </message>
    <message>
        <source>方案</source>
        <translation>Card</translation>
    </message>
    <message>
        <source>时限</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>时限应写作 18:00 或 2h、90分, 不限则留空</source>
        <translation>Write the time as 18:00 or 2h, 90min; empty for none</translation>
    </message>
    <message>
        <source>暂不分组</source>
        <translation>No sector yet</translation>
    </message>
    <message>
        <source>暂不定级</source>
        <translation>Not graded yet</translation>
    </message>
    <message>
        <source>更正</source>
        <translation>Correct</translation>
    </message>
    <message>
        <source>更正数量</source>
        <translation>Correct quantity</translation>
    </message>
    <message>
        <source>更正需求</source>
        <translation>Correct need</translation>
    </message>
    <message>
        <source>最多</source>
        <translation>Most</translation>
    </message>
    <message>
        <source>最少</source>
        <translation>Least</translation>
    </message>
    <message>
        <source>有何关系</source>
        <translation>How they are related</translation>
    </message>
    <message>
        <source>本区方案</source>
        <translation>District's card</translation>
    </message>
    <message>
        <source>来源</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>来自</source>
        <translation>From</translation>
    </message>
    <message>
        <source>每行: 能力|支数|每支最少人数</source>
        <translation>A line each: capability|number|least crew</translation>
    </message>
    <message>
        <source>每行: 能力|支数|每支最少人数, 人数可省; 上面的先配</source>
        <translation>A line each: capability|number|least crew (crew may be left out); upper lines go first</translation>
    </message>
    <message>
        <source>水 L</source>
        <translation>Water L</translation>
    </message>
    <message>
        <source>油料 %</source>
        <translation>Fuel %</translation>
    </message>
    <message>
        <source>派遣</source>
        <translation>Assign</translation>
    </message>
    <message>
        <source>派遣 {0} → {1}</source>
        <translation>Assign {0} → {1}</translation>
    </message>
    <message>
        <source>派遣力量</source>
        <translation>Assign force</translation>
    </message>
    <message>
        <source>现场半径</source>
        <translation>Radius of scene</translation>
    </message>
    <message>
        <source>现归「{0}」 · {3}
指挥长 {1} · 自 {2}</source>
        <translation>Now with "{0}" · {3}
commander {1} · since {2}</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>理由或原话</source>
        <translation>Reason or words heard</translation>
    </message>
    <message>
        <source>用途</source>
        <translation>Use</translation>
    </message>
    <message>
        <source>用顿号分开: 灭火、搜救; 空着则按类别推定</source>
        <translation>Separate by commas: firefighting, rescue; empty: presumed from kind</translation>
    </message>
    <message>
        <source>电台号</source>
        <translation>Radio ID</translation>
    </message>
    <message>
        <source>登记</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>登记中没有的力量</source>
        <translation>A force not in the register</translation>
    </message>
    <message>
        <source>登记到货</source>
        <translation>Note what came</translation>
    </message>
    <message>
        <source>登记力量</source>
        <translation>Register force</translation>
    </message>
    <message>
        <source>登记力量 {0}</source>
        <translation>Register force {0}</translation>
    </message>
    <message>
        <source>登记回执</source>
        <translation>Record receipt</translation>
    </message>
    <message>
        <source>登记接报 {0}</source>
        <translation>Record report {0}</translation>
    </message>
    <message>
        <source>登记油料和水</source>
        <translation>Note fuel and water</translation>
    </message>
    <message>
        <source>登记现场力量</source>
        <translation>Register force on scene</translation>
    </message>
    <message>
        <source>登记现场力量并编入</source>
        <translation>Register force and take in</translation>
    </message>
    <message>
        <source>目标</source>
        <translation>Objective</translation>
    </message>
    <message>
        <source>目标、需求、支援均已了结</source>
        <translation>Objectives, needs and support all settled</translation>
    </message>
    <message>
        <source>目标结果</source>
        <translation>Result of objective</translation>
    </message>
    <message>
        <source>确定</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>移交</source>
        <translation>Transfer</translation>
    </message>
    <message>
        <source>移交指挥</source>
        <translation>Transfer command</translation>
    </message>
    <message>
        <source>程序默认方案, 保存后为本区方案</source>
        <translation>Program's card; saved, it is the district's</translation>
    </message>
    <message>
        <source>立即下达</source>
        <translation>Issue now</translation>
    </message>
    <message>
        <source>立案</source>
        <translation>Open incident</translation>
    </message>
    <message>
        <source>立案 {0}</source>
        <translation>Open incident {0}</translation>
    </message>
    <message>
        <source>等级</source>
        <translation>Grade</translation>
    </message>
    <message>
        <source>答复</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>答复商调</source>
        <translation>Answer request</translation>
    </message>
    <message>
        <source>答复商调: {0}</source>
        <translation>Answer request: {0}</translation>
    </message>
    <message>
        <source>米; 留空为 {0}</source>
        <translation>metres; empty for {0}</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>紧急求救</source>
        <translation>Mayday</translation>
    </message>
    <message>
        <source>级别</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>纬度, 经度; 不明则留空</source>
        <translation>Latitude, longitude; blank if unknown</translation>
    </message>
    <message>
        <source>组名</source>
        <translation>Sector name</translation>
    </message>
    <message>
        <source>终端 {0} · {1}</source>
        <translation>Terminal {0} · {1}</translation>
    </message>
    <message>
        <source>结束时间应写作 18:00 或 4h、90分</source>
        <translation>Write the end as 18:00 or 4h, 90min</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>结案</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>结案 {0}</source>
        <translation>Close {0}</translation>
    </message>
    <message>
        <source>结案说明</source>
        <translation>Closing note</translation>
    </message>
    <message>
        <source>给哪个事件</source>
        <translation>to which incident</translation>
    </message>
    <message>
        <source>编入</source>
        <translation>Take in</translation>
    </message>
    <message>
        <source>联合地区</source>
        <translation>Joint with</translation>
    </message>
    <message>
        <source>能力</source>
        <translation>Capabilities</translation>
    </message>
    <message>
        <source>自动 (有短信走短信)</source>
        <translation>Automatic (text where possible)</translation>
    </message>
    <message>
        <source>至</source>
        <translation>Until</translation>
    </message>
    <message>
        <source>草稿指令</source>
        <translation>Draft order</translation>
    </message>
    <message>
        <source>记录</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>设备</source>
        <translation>Device</translation>
    </message>
    <message>
        <source>设定</source>
        <translation>Set</translation>
    </message>
    <message>
        <source>设定归属</source>
        <translation>Set parent</translation>
    </message>
    <message>
        <source>设定目标</source>
        <translation>Set objective</translation>
    </message>
    <message>
        <source>设立</source>
        <translation>Establish</translation>
    </message>
    <message>
        <source>设立指挥部</source>
        <translation>Establish command</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>请求支援</source>
        <translation>Request support</translation>
    </message>
    <message>
        <source>请求支援 {0}</source>
        <translation>Request support {0}</translation>
    </message>
    <message>
        <source>请选择</source>
        <translation>Choose</translation>
    </message>
    <message>
        <source>请选择等级</source>
        <translation>Choose a grade</translation>
    </message>
    <message>
        <source>调整</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>调整工作组</source>
        <translation>Change sector</translation>
    </message>
    <message>
        <source>调派方案</source>
        <translation>Run card</translation>
    </message>
    <message>
        <source>调派方案 {0} {1}</source>
        <translation>Run card {0} {1}</translation>
    </message>
    <message>
        <source>跨界联合时填, 如 秦安县</source>
        <translation>Neighbour, e.g. Qin'an</translation>
    </message>
    <message>
        <source>这次到了</source>
        <translation>Came now</translation>
    </message>
    <message>
        <source>邻区名 (本区留空)</source>
        <translation>Neighbour (empty: own district)</translation>
    </message>
    <message>
        <source>重开</source>
        <translation>Reopen</translation>
    </message>
    <message>
        <source>重开 {0}</source>
        <translation>Reopen {0}</translation>
    </message>
    <message>
        <source>重开事件</source>
        <translation>Reopen incident</translation>
    </message>
    <message>
        <source>重开后须重新设立指挥部</source>
        <translation>A reopened incident needs its command set up anew</translation>
    </message>
    <message>
        <source>重开理由</source>
        <translation>Reason for reopening</translation>
    </message>
    <message>
        <source>需要什么</source>
        <translation>What is needed</translation>
    </message>
    <message>
        <source>顶、台、辆、人、吨、件、套、箱、米</source>
        <translation>pcs, sets, vehicles, persons, t, boxes, m</translation>
    </message>
    <message>
        <source>驻地坐标</source>
        <translation>Base coordinates</translation>
    </message>
    <message>
        <source>驻地所属乡镇, 与地图上同名</source>
        <translation>Town of the base, spelt as on the map</translation>
    </message>
</context>
<context>
    <name>frame</name>
    <message>
        <source>{seat} · {person}</source>
        <translation>{seat} · {person}</translation>
    </message>
    <message>
        <source>数据库</source>
        <translation>Database</translation>
    </message>
    <message>
        <source>网关</source>
        <translation>Gateway</translation>
    </message>
</context>
<context>
    <name>holding</name>
    <message>
        <source>为「{0}」预留</source>
        <translation>reserved for "{0}"</translation>
    </message>
    <message>
        <source>力量</source>
        <translation>Force</translation>
    </message>
    <message>
        <source>力量已归队, 可直接派遣</source>
        <translation>The force is back; send it directly</translation>
    </message>
    <message>
        <source>力量已转归其他指挥部</source>
        <translation>The force went to another command</translation>
    </message>
    <message>
        <source>去向</source>
        <translation>From → to</translation>
    </message>
    <message>
        <source>商调待答</source>
        <translation>Asked</translation>
    </message>
    <message>
        <source>定位</source>
        <translation>Fix</translation>
    </message>
    <message>
        <source>定位进入现场</source>
        <translation>position entered the scene</translation>
    </message>
    <message>
        <source>已失效</source>
        <translation>Lapsed</translation>
    </message>
    <message>
        <source>已强调</source>
        <translation>Taken</translation>
    </message>
    <message>
        <source>已拒绝</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>已撤回</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>已移交</source>
        <translation>Handed over</translation>
    </message>
    <message>
        <source>归「{0}」</source>
        <translation>with "{0}"</translation>
    </message>
    <message>
        <source>提供待接</source>
        <translation>Offered</translation>
    </message>
    <message>
        <source>未编入</source>
        <translation>not commanded</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>现场</source>
        <translation>Scene</translation>
    </message>
    <message>
        <source>现状</source>
        <translation>State</translation>
    </message>
    <message>
        <source>理由与答复</source>
        <translation>Reason and answer</translation>
    </message>
    <message>
        <source>电台报告</source>
        <translation>radio report</translation>
    </message>
    <message>
        <source>答复时限</source>
        <translation>Answer by</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>级别</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>终端</source>
        <translation>Terminal</translation>
    </message>
    <message>
        <source>超时未答复</source>
        <translation>No answer in time</translation>
    </message>
    <message>
        <source>身份不明</source>
        <translation>unknown</translation>
    </message>
    <message>
        <source>进入</source>
        <translation>Entered</translation>
    </message>
    <message>
        <source>需求事件已结束</source>
        <translation>The incident that asked is over</translation>
    </message>
</context>
<context>
    <name>lent</name>
    <message>
        <source>{0} 授权至 {1}: {2}</source>
        <translation>{0} granted until {1}: {2}</translation>
    </message>
    <message>
        <source>代行 {0}</source>
        <translation>Acting {0}</translation>
    </message>
    <message>
        <source>代行{0}的授权将于 {1} 结束</source>
        <translation>The grant to act as {0} ends at {1}</translation>
    </message>
    <message>
        <source>代行{0}的授权已结束</source>
        <translation>The grant to act as {0} is over</translation>
    </message>
    <message>
        <source>需要时请指挥长或管理员再次授权</source>
        <translation>A commander or administrator can grant it again</translation>
    </message>
    <message>
        <source>需要继续时, 请指挥长或管理员现在再次授权</source>
        <translation>To go on, ask a commander or administrator now</translation>
    </message>
</context>
<context>
    <name>likely</name>
    <message>
        <source>事件「{0}」</source>
        <translation>incident "{0}"</translation>
    </message>
    <message>
        <source>地点不明</source>
        <translation>Place unknown</translation>
    </message>
    <message>
        <source>接报「{0}」</source>
        <translation>report "{0}"</translation>
    </message>
    <message>
        <source>疑似重复: {0}</source>
        <translation>Possible repeat: {0}</translation>
    </message>
</context>
<context>
    <name>masking</name>
    <message>
        <source>{0} 报告</source>
        <translation>{0} reports</translation>
    </message>
    <message>
        <source>指挥移交 ({0})</source>
        <translation>Command transferred ({0})</translation>
    </message>
    <message>
        <source>接报: {0}</source>
        <translation>Report: {0}</translation>
    </message>
    <message>
        <source>接报一条并入本事件</source>
        <translation>a report merged into this incident</translation>
    </message>
    <message>
        <source>撤销指挥部</source>
        <translation>Command closed</translation>
    </message>
    <message>
        <source>支援: {0}</source>
        <translation>Support: {0}</translation>
    </message>
    <message>
        <source>放行广播, {0} 个对象</source>
        <translation>Broadcast released, {0} targets</translation>
    </message>
    <message>
        <source>记录一条, 内容在席位查看</source>
        <translation>Log entry; its text is at the desk</translation>
    </message>
    <message>
        <source>设立{0}指挥部</source>
        <translation>{0} command established</translation>
    </message>
</context>
<context>
    <name>orders</name>
    <message>
        <source>力量已归队</source>
        <translation>the force is back</translation>
    </message>
    <message>
        <source>力量已转归另一指挥部</source>
        <translation>the force went to another command</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>done</translation>
    </message>
    <message>
        <source>指挥部已撤销</source>
        <translation>the command has ended</translation>
    </message>
    <message>
        <source>签收</source>
        <translation>receipt</translation>
    </message>
</context>
<context>
    <name>parts</name>
    <message>
        <source>事件</source>
        <translation>Incident</translation>
    </message>
    <message>
        <source>力量</source>
        <translation>Force</translation>
    </message>
    <message>
        <source>指令与安全</source>
        <translation>Orders and safety</translation>
    </message>
    <message>
        <source>接报与告警</source>
        <translation>Reports and alarms</translation>
    </message>
    <message>
        <source>线路与设备</source>
        <translation>Wires and devices</translation>
    </message>
</context>
<context>
    <name>people</name>
    <message>
        <source>{0} 分钟</source>
        <translation>{0} min</translation>
    </message>
    <message>
        <source>{0} 小时</source>
        <translation>{0} h</translation>
    </message>
    <message>
        <source>不变</source>
        <translation>No change</translation>
    </message>
    <message>
        <source>两次输入的口令不同 – 请重新输入</source>
        <translation>The two passphrases differ – enter them again</translation>
    </message>
    <message>
        <source>两次输入的新口令不同 – 请重新输入</source>
        <translation>The two new passphrases differ – enter them again</translation>
    </message>
    <message>
        <source>代行</source>
        <translation>Acting as</translation>
    </message>
    <message>
        <source>代行{0} {1}</source>
        <translation>Acting {0} {1}</translation>
    </message>
    <message>
        <source>停用</source>
        <translation>Off</translation>
    </message>
    <message>
        <source>共 {0} 个; 停用立即生效, 其限时授权同时结束</source>
        <translation>{0} in all; disabling works at once and ends lent roles</translation>
    </message>
    <message>
        <source>再输一次</source>
        <translation>Once more</translation>
    </message>
    <message>
        <source>到时自动结束; 不能高于本人角色, 不能转授</source>
        <translation>Ends by itself; not above one's own role, not to be passed on</translation>
    </message>
    <message>
        <source>原口令</source>
        <translation>Old passphrase</translation>
    </message>
    <message>
        <source>口令</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>口令至少 8 个字符</source>
        <translation>At least 8 characters</translation>
    </message>
    <message>
        <source>启用</source>
        <translation>Enable</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>授权</source>
        <translation>Grant</translation>
    </message>
    <message>
        <source>授权给</source>
        <translation>Grant to</translation>
    </message>
    <message>
        <source>收回</source>
        <translation>Take back</translation>
    </message>
    <message>
        <source>收回或归还授权</source>
        <translation>Take or give back a role</translation>
    </message>
    <message>
        <source>收回授权</source>
        <translation>Take back role</translation>
    </message>
    <message>
        <source>新口令</source>
        <translation>New passphrase</translation>
    </message>
    <message>
        <source>新口令 (可空)</source>
        <translation>New passphrase (may be empty)</translation>
    </message>
    <message>
        <source>新建</source>
        <translation>Create</translation>
    </message>
    <message>
        <source>新建账号</source>
        <translation>New account</translation>
    </message>
    <message>
        <source>新建账号 {0}</source>
        <translation>New account {0}</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>更换</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>更换口令</source>
        <translation>Change passphrase</translation>
    </message>
    <message>
        <source>更换本人口令</source>
        <translation>Change own passphrase</translation>
    </message>
    <message>
        <source>更改</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>没有要更改的 – 请选择状态、角色或填写新口令</source>
        <translation>Nothing to change – choose state or role, or enter a passphrase</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>登录名</source>
        <translation>Sign-in name</translation>
    </message>
    <message>
        <source>立即结束</source>
        <translation>Ends at once</translation>
    </message>
    <message>
        <source>角色</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>账号</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>限时授权</source>
        <translation>Time-limited role</translation>
    </message>
</context>
<context>
    <name>refusals</name>
    <message>
        <source>{0} ({1}) 无权放行 – 请调度员、指挥长或管理员放行</source>
        <translation>{0} ({1}) may not release – ask a dispatcher, commander or administrator</translation>
    </message>
    <message>
        <source>{0} – 未提交, 文字已保留, 恢复后再次提交</source>
        <translation>{0} – not sent, text kept; send again once it is back</translation>
    </message>
    <message>
        <source>{0} 不在该指挥部之下 – 先派遣, 再下指令</source>
        <translation>{0} is not under this command – assign it, then order</translation>
    </message>
    <message>
        <source>{0} 不是随力量行动的设备 – 只有定位终端和电台属于力量</source>
        <translation>{0} does not move with a force – only trackers and radios belong to forces</translation>
    </message>
    <message>
        <source>{0} 已在本指挥部</source>
        <translation>{0} is under this command already</translation>
    </message>
    <message>
        <source>{0} 已是如此, 未作更改</source>
        <translation>{0} is so already; nothing changed</translation>
    </message>
    <message>
        <source>{0} 已派往{1} – 一支力量只能归一个指挥部, 可商调或改派其他力量</source>
        <translation>{0} has been sent to {1} – a force has one command only; ask for it or send another</translation>
    </message>
    <message>
        <source>{0} 已由 {1} 为{2}预留至 {3} – 请改派其他力量, 或请指挥长派遣</source>
        <translation>{0} reserved by {1} for {2} until {3} – send another, or let a commander send it</translation>
    </message>
    <message>
        <source>{0} 已由 {1} 商调, 等待答复至 {2}</source>
        <translation>{0} has been asked for by {1}; answer due {2}</translation>
    </message>
    <message>
        <source>{0} 已由 {1} 提供 – 在「商调」中接受即可</source>
        <translation>{0} is offered by {1} – accept it in Requests</translation>
    </message>
    <message>
        <source>{0} 已转归{1} – 请向现在的指挥部商调</source>
        <translation>{0} went to {1} – ask the command that has it now</translation>
    </message>
    <message>
        <source>{0} 是编制人 – 放行须由第二人</source>
        <translation>{0} composed it – a second person must release it</translation>
    </message>
    <message>
        <source>{0} 本来就是{1} – 无需授权</source>
        <translation>{0} is {1} anyway – no grant needed</translation>
    </message>
    <message>
        <source>{0} 没有任务 – 不必商调, 可直接派遣 (F4)</source>
        <translation>{0} has no task – send it directly (F4), no request needed</translation>
    </message>
    <message>
        <source>{0} 没有任务 – 请先派往事件, 或登记接报</source>
        <translation>{0} has no task – send it to an incident first, or take a report</translation>
    </message>
    <message>
        <source>{0} 没有可发短信的电台 – 请改用话音或纸质</source>
        <translation>{0} has no radio that takes texts – use voice or paper</translation>
    </message>
    <message>
        <source>{0} 的紧急求救自 {1} 起已在处置</source>
        <translation>The mayday of {0} has been worked since {1}</translation>
    </message>
    <message>
        <source>{0} 自 {1} 归{2}, 指挥长 {3} – 可商调 (Ctrl+T) 或改派其他力量</source>
        <translation>{0} since {1} with {2}, commander {3} – ask for it (Ctrl+T) or send another</translation>
    </message>
    <message>
        <source>{0}不能{1} – 请有权限的人员操作</source>
        <translation>{0}: not permitted – {1}; ask a person who may</translation>
    </message>
    <message>
        <source>{0}没有指挥部, 力量无处可归 – 请反过来把它并入{1}, 或先为它设立指挥部</source>
        <translation>{0} has no command, the forces would be under nobody – merge it into {1} the other way, or set up its command first</translation>
    </message>
    <message>
        <source>「{0}」</source>
        <translation>“{0}”</translation>
    </message>
    <message>
        <source>下达指令</source>
        <translation>Issue order</translation>
    </message>
    <message>
        <source>下达草稿指令</source>
        <translation>Issue draft order</translation>
    </message>
    <message>
        <source>不允许此操作 ({0})</source>
        <translation>This action is not allowed ({0})</translation>
    </message>
    <message>
        <source>不能与自身关联 – 请选择另一事件</source>
        <translation>An incident cannot be linked with itself – choose another</translation>
    </message>
    <message>
        <source>不能并入自身 – 请选择另一事件</source>
        <translation>An incident cannot be merged into itself – choose another</translation>
    </message>
    <message>
        <source>不能归属于自己的下级事件 – 请选择另一事件</source>
        <translation>An incident cannot be part of its own part – choose another</translation>
    </message>
    <message>
        <source>不能授予或收回高于本人的角色 ({0}) – 请管理员办理</source>
        <translation>A role above one's own ({0}) cannot be granted or taken back – ask the administrator</translation>
    </message>
    <message>
        <source>不能替 {0} 入席 – 请本人登录</source>
        <translation>Nobody can take a seat for {0} – sign in oneself</translation>
    </message>
    <message>
        <source>不能给自己授权 – 请另一名指挥长或管理员授权</source>
        <translation>Nobody can grant to himself – ask another commander or administrator</translation>
    </message>
    <message>
        <source>丢弃草稿指令</source>
        <translation>Discard draft order</translation>
    </message>
    <message>
        <source>两个事件已有关联</source>
        <translation>The two are linked already</translation>
    </message>
    <message>
        <source>事件 {0} 已结案, 不能再改</source>
        <translation>Incident {0} is closed and cannot be changed</translation>
    </message>
    <message>
        <source>事件 {0} 没有结案 – 无需重开</source>
        <translation>Incident {0} is not closed – nothing to reopen</translation>
    </message>
    <message>
        <source>人数不对 – 0 至 {0}</source>
        <translation>Crew is wrong – 0 to {0}</translation>
    </message>
    <message>
        <source>人数不对 – 请填 0 或更大的整数</source>
        <translation>The number is wrong – 0 or a whole number above</translation>
    </message>
    <message>
        <source>代行{0}的授权已于 {1} 结束 – 请指挥长或管理员再次授权</source>
        <translation>The grant to act as {0} ended at {1} – a commander or administrator can grant it again</translation>
    </message>
    <message>
        <source>保存录音</source>
        <translation>Keep recording</translation>
    </message>
    <message>
        <source>修改调派方案</source>
        <translation>Change run card</translation>
    </message>
    <message>
        <source>入席</source>
        <translation>Take seat</translation>
    </message>
    <message>
        <source>关联事件</source>
        <translation>Link incidents</translation>
    </message>
    <message>
        <source>划定现场</source>
        <translation>Set scene</translation>
    </message>
    <message>
        <source>力量登记中没有该力量 – 请重新选择</source>
        <translation>The register has no such force – choose again</translation>
    </message>
    <message>
        <source>单位不同: 需求按「{0}」计, 不是「{1}」</source>
        <translation>Another unit: the need counts in "{0}", not "{1}"</translation>
    </message>
    <message>
        <source>发起人员清点</source>
        <translation>Call PAR</translation>
    </message>
    <message>
        <source>取消人员清点</source>
        <translation>Cancel PAR</translation>
    </message>
    <message>
        <source>取消指令</source>
        <translation>Cancel order</translation>
    </message>
    <message>
        <source>取消需求</source>
        <translation>Cancel need</translation>
    </message>
    <message>
        <source>受理接报</source>
        <translation>Claim report</translation>
    </message>
    <message>
        <source>变更力量值勤</source>
        <translation>Change duty of force</translation>
    </message>
    <message>
        <source>变更角色</source>
        <translation>Change role</translation>
    </message>
    <message>
        <source>口令太短 – 至少 {0} 个字符</source>
        <translation>Passphrase too short – at least {0} characters</translation>
    </message>
    <message>
        <source>另一事件</source>
        <translation>another incident</translation>
    </message>
    <message>
        <source>各类各级方案都已有 ({0} 份), 要改请逐份修改</source>
        <translation>Cards for all kinds and levels are there ({0}); change them one by one</translation>
    </message>
    <message>
        <source>合并事件</source>
        <translation>Merge incidents</translation>
    </message>
    <message>
        <source>启动、调整、终止响应和降级须写明由谁决定 – 请填写决定人</source>
        <translation>Who decided must be named for starting, changing or ending a response and for a lower grade – fill in who decided</translation>
    </message>
    <message>
        <source>启动紧急求救</source>
        <translation>Open mayday</translation>
    </message>
    <message>
        <source>启用或停用账号</source>
        <translation>Enable or disable account</translation>
    </message>
    <message>
        <source>命名设备</source>
        <translation>Name device</translation>
    </message>
    <message>
        <source>商调力量</source>
        <translation>Request force</translation>
    </message>
    <message>
        <source>坐标不对 – 纬度、经度都要有, 不明则都留空</source>
        <translation>Coordinates are wrong – latitude and longitude both, or neither if unknown</translation>
    </message>
    <message>
        <source>坐标不对 – 请填写纬度和经度, 或都留空</source>
        <translation>Coordinates are wrong – fill in latitude and longitude, or leave both empty</translation>
    </message>
    <message>
        <source>坐标只有一半 – 请填写纬度和经度, 不明则都留空</source>
        <translation>Half of the coordinates is missing – latitude and longitude both, or neither if unknown</translation>
    </message>
    <message>
        <source>增设工作组</source>
        <translation>Add sector</translation>
    </message>
    <message>
        <source>完成时限 {0} 已过 – 请填写以后的时间</source>
        <translation>The time to be done by, {0}, is past – enter a later one</translation>
    </message>
    <message>
        <source>定级</source>
        <translation>Grade</translation>
    </message>
    <message>
        <source>已于 {0} 离开现场 – 不能再编入</source>
        <translation>Left the scene at {0} – cannot be taken under command any more</translation>
    </message>
    <message>
        <source>已向该力量下达指令, 不能撤销派遣 – 请下令归队</source>
        <translation>The force has an order already; the sending cannot be undone – order it back</translation>
    </message>
    <message>
        <source>已在现场名单中</source>
        <translation>On the list of the scene already</translation>
    </message>
    <message>
        <source>已是该状态</source>
        <translation>It has this state already</translation>
    </message>
    <message>
        <source>已有同名工作组 – 请换一个名字</source>
        <translation>There is a sector of that name – choose another</translation>
    </message>
    <message>
        <source>已有同类工作组 – 请为新组起名, 如 东侧</source>
        <translation>There is a sector of that kind – name the new one, e.g. East side</translation>
    </message>
    <message>
        <source>席位已锁定 – 先解锁</source>
        <translation>The seat is locked – unlock it first</translation>
    </message>
    <message>
        <source>并入接报</source>
        <translation>Merge report</translation>
    </message>
    <message>
        <source>建立大厅</source>
        <translation>Found hall</translation>
    </message>
    <message>
        <source>开始作战阶段</source>
        <translation>Begin operational period</translation>
    </message>
    <message>
        <source>强调力量</source>
        <translation>Take force</translation>
    </message>
    <message>
        <source>归属没有变</source>
        <translation>It is part of that already</translation>
    </message>
    <message>
        <source>恢复接报</source>
        <translation>Restore report</translation>
    </message>
    <message>
        <source>情况已变, 不能撤销 – 请按现状处理</source>
        <translation>Things have changed; it cannot be undone – act on what is now</translation>
    </message>
    <message>
        <source>拟写指令</source>
        <translation>Draft order</translation>
    </message>
    <message>
        <source>持有方指挥长 {0} ({1}) – 强调须由指挥长或更高一级指挥部下令, 请先商调</source>
        <translation>Held by commander {0} ({1}) – only a commander or a higher command may take; ask first</translation>
    </message>
    <message>
        <source>指令不能这样下达 – 请选短信、话音或纸质</source>
        <translation>An order cannot go so – choose text, voice or paper</translation>
    </message>
    <message>
        <source>指挥长 {0}</source>
        <translation>commander {0}</translation>
    </message>
    <message>
        <source>指挥长、级别、联合单位都没有变 (现任 {0}) – 无需移交</source>
        <translation>Commander, level and partners are as before (now {0}) – nothing to pass on</translation>
    </message>
    <message>
        <source>按推荐派遣</source>
        <translation>Send as recommended</translation>
    </message>
    <message>
        <source>授权时间应为 {0} 至 {1} 分钟</source>
        <translation>A grant lasts {0} to {1} minutes</translation>
    </message>
    <message>
        <source>排除接报</source>
        <translation>Discard report</translation>
    </message>
    <message>
        <source>接收外援力量</source>
        <translation>Take in aid</translation>
    </message>
    <message>
        <source>提供力量</source>
        <translation>Offer force</translation>
    </message>
    <message>
        <source>提出需求</source>
        <translation>State need</translation>
    </message>
    <message>
        <source>撤回广播</source>
        <translation>Withdraw broadcast</translation>
    </message>
    <message>
        <source>撤销值勤变更</source>
        <translation>Undo change of duty</translation>
    </message>
    <message>
        <source>撤销定级</source>
        <translation>Undo grade</translation>
    </message>
    <message>
        <source>撤销接报处理</source>
        <translation>Undo handling of report</translation>
    </message>
    <message>
        <source>撤销派遣</source>
        <translation>Undo sending</translation>
    </message>
    <message>
        <source>撤销编组</source>
        <translation>Undo sector</translation>
    </message>
    <message>
        <source>撤销预留</source>
        <translation>Undo reservation</translation>
    </message>
    <message>
        <source>支援请求不能这样答复 – 请重新选择</source>
        <translation>Support cannot be answered so – choose again</translation>
    </message>
    <message>
        <source>收回授权</source>
        <translation>Take back role</translation>
    </message>
    <message>
        <source>放行广播</source>
        <translation>Release broadcast</translation>
    </message>
    <message>
        <source>数据库不可写</source>
        <translation>The database cannot be written</translation>
    </message>
    <message>
        <source>数据库不可用 ({0})</source>
        <translation>The database is not available ({0})</translation>
    </message>
    <message>
        <source>数据库已损坏</source>
        <translation>The database is damaged</translation>
    </message>
    <message>
        <source>数据库所在磁盘已满</source>
        <translation>The disk of the database is full</translation>
    </message>
    <message>
        <source>数据库正在打开</source>
        <translation>The database is opening</translation>
    </message>
    <message>
        <source>数据库正忙</source>
        <translation>The database is busy</translation>
    </message>
    <message>
        <source>数据库版本比本程序新, 请升级程序</source>
        <translation>The database is newer than this program; update the program</translation>
    </message>
    <message>
        <source>数据库连接不上</source>
        <translation>Cannot reach the database</translation>
    </message>
    <message>
        <source>数量不对 – 请填写大于零的数</source>
        <translation>The quantity is wrong – a number above zero</translation>
    </message>
    <message>
        <source>数量没有变</source>
        <translation>The quantity is as before</translation>
    </message>
    <message>
        <source>新口令与原口令相同 – 请另选一个</source>
        <translation>The new passphrase is the old one – choose another</translation>
    </message>
    <message>
        <source>方案与现有的相同, 无需保存</source>
        <translation>The card is the same as before; nothing to save</translation>
    </message>
    <message>
        <source>方案中「{0}」看不懂 – 写作: 能力|支数|每支最少人数, 人数可省</source>
        <translation>"{0}" in the card is not understood – write: capability|number|least crew; the crew may be left out</translation>
    </message>
    <message>
        <source>方案没有内容 – 至少写一行</source>
        <translation>The card is empty – write at least one line</translation>
    </message>
    <message>
        <source>时限已过 – 请填写以后的时间</source>
        <translation>The time is past – enter a later one</translation>
    </message>
    <message>
        <source>更换口令</source>
        <translation>Change passphrase</translation>
    </message>
    <message>
        <source>更改线路</source>
        <translation>Change wire</translation>
    </message>
    <message>
        <source>更正需求</source>
        <translation>Correct need</translation>
    </message>
    <message>
        <source>本人提出的商调由本人答复时, 须写明对方指挥部何人同意</source>
        <translation>Who answers his own request must write who of the other command agreed</translation>
    </message>
    <message>
        <source>本次清点没有呼叫这支力量 – 它呼叫时不在现场</source>
        <translation>This PAR did not call that force – it was not on the scene then</translation>
    </message>
    <message>
        <source>本进程不能核验口令 – 请联系管理员</source>
        <translation>This process cannot check passphrases – ask the administrator</translation>
    </message>
    <message>
        <source>此告警已由 {0} 确认</source>
        <translation>{0} has acknowledged this alarm</translation>
    </message>
    <message>
        <source>此接报{0}, 不能再处理</source>
        <translation>This report is {0}; it cannot be handled again</translation>
    </message>
    <message>
        <source>此接报由{0}处理中 (自 {1}) – 请与该席联系</source>
        <translation>{0} has this report in hand (since {1}) – contact that seat</translation>
    </message>
    <message>
        <source>此接报还在队列中 – 无需恢复</source>
        <translation>The report is still in the queue – nothing to restore</translation>
    </message>
    <message>
        <source>此账号没有口令 (演练自动登录) – 请管理员用 oneboard user passwd 设置</source>
        <translation>This account has no passphrase (the drill signs in by itself) – the administrator can set one with oneboard user passwd</translation>
    </message>
    <message>
        <source>没有代答人 – 请填写是谁代答的</source>
        <translation>Who answered for it is missing – fill in the name</translation>
    </message>
    <message>
        <source>没有内容 – 请填写文字</source>
        <translation>No content – give the text</translation>
    </message>
    <message>
        <source>没有写明单位或地区 – 请填写</source>
        <translation>The body or district is missing – fill it in</translation>
    </message>
    <message>
        <source>没有勾选力量 – 用空格勾选后再派</source>
        <translation>Nothing ticked – tick with Space, then send</translation>
    </message>
    <message>
        <source>没有单位 – 请填写单位, 如 顶、台、吨</source>
        <translation>The unit is missing – write it, e.g. tents, sets, t</translation>
    </message>
    <message>
        <source>没有原话 – 代答要记下听到的原话</source>
        <translation>The words are missing – a proxy answer keeps the words heard</translation>
    </message>
    <message>
        <source>没有原话 – 请写明谁怎么说的</source>
        <translation>The words are missing – write who said what</translation>
    </message>
    <message>
        <source>没有发布对象 – 请选择喇叭或警报器</source>
        <translation>No targets – choose speakers or sirens</translation>
    </message>
    <message>
        <source>没有受令对象 – 请填写力量、工作组、乡镇或人员</source>
        <translation>No addressee – fill in a force, sector, town or person</translation>
    </message>
    <message>
        <source>没有名称 – 请填写</source>
        <translation>No name – give one</translation>
    </message>
    <message>
        <source>没有名称 – 请填写 {0} 的名称</source>
        <translation>No name – fill in the name of {0}</translation>
    </message>
    <message>
        <source>没有定级依据 – 请填写依据</source>
        <translation>No basis for the grade – give one</translation>
    </message>
    <message>
        <source>没有指挥长 – 请填写指挥长姓名</source>
        <translation>No commander – give the name</translation>
    </message>
    <message>
        <source>没有数据 – 油料或水至少填一项</source>
        <translation>No figures – fill in fuel or water at least</translation>
    </message>
    <message>
        <source>没有理由 – 请填写理由</source>
        <translation>No reason – give one</translation>
    </message>
    <message>
        <source>没有结果 – 解除紧急求救要写明人员怎样了</source>
        <translation>The outcome is missing – say how the people are</translation>
    </message>
    <message>
        <source>没有该设备 – 列表可能已过时</source>
        <translation>There is no such device – the list may be old</translation>
    </message>
    <message>
        <source>没有账号 {0} – 请核对名字</source>
        <translation>There is no account {0} – check the name</translation>
    </message>
    <message>
        <source>没有这项授权 – 可能已被收回</source>
        <translation>There is no such grant – it may have been taken back</translation>
    </message>
    <message>
        <source>没有进行中的作战阶段</source>
        <translation>There is no current period</translation>
    </message>
    <message>
        <source>没有选择 {0} 是什么设备 – 请选择用途</source>
        <translation>What {0} is has not been chosen – choose its use</translation>
    </message>
    <message>
        <source>油料应为 0 至 100%, 水不能为负</source>
        <translation>Fuel must be 0 to 100%, water not negative</translation>
    </message>
    <message>
        <source>派遣力量</source>
        <translation>Assign force</translation>
    </message>
    <message>
        <source>添加账号</source>
        <translation>Add account</translation>
    </message>
    <message>
        <source>状态已是「{0}」, 不能退回「{1}」</source>
        <translation>The state is “{0}” already and cannot go back to “{1}”</translation>
    </message>
    <message>
        <source>现在没有进行中的人员清点 – 可先发起清点</source>
        <translation>No PAR is under way – call one first</translation>
    </message>
    <message>
        <source>现场半径应为 1 至 {0} m</source>
        <translation>The radius of a scene is 1 to {0} m</translation>
    </message>
    <message>
        <source>现场还没有力量, 无人可清点</source>
        <translation>No force is on the scene; there is nobody to ask</translation>
    </message>
    <message>
        <source>由另一席刚刚设立</source>
        <translation>just established by another seat</translation>
    </message>
    <message>
        <source>电台号 {0} 已属于 {1} – 请核对</source>
        <translation>Radio {0} already belongs to {1} – please check</translation>
    </message>
    <message>
        <source>登记到货</source>
        <translation>Note what came</translation>
    </message>
    <message>
        <source>登记力量</source>
        <translation>Register force</translation>
    </message>
    <message>
        <source>登记力量状态</source>
        <translation>Record status of force</translation>
    </message>
    <message>
        <source>登记回证</source>
        <translation>Record receipt</translation>
    </message>
    <message>
        <source>登记指令回执</source>
        <translation>Record receipt of order</translation>
    </message>
    <message>
        <source>登记接报</source>
        <translation>Record report</translation>
    </message>
    <message>
        <source>登记支援答复</source>
        <translation>Note answer on support</translation>
    </message>
    <message>
        <source>登记求救处置步骤</source>
        <translation>Note mayday step</translation>
    </message>
    <message>
        <source>登记油料和水</source>
        <translation>Note fuel and water</translation>
    </message>
    <message>
        <source>登记清点应答</source>
        <translation>Note PAR answer</translation>
    </message>
    <message>
        <source>登记设备</source>
        <translation>Register device</translation>
    </message>
    <message>
        <source>登记送达</source>
        <translation>Record delivery</translation>
    </message>
    <message>
        <source>确认告警</source>
        <translation>Acknowledge alarm</translation>
    </message>
    <message>
        <source>移交指挥</source>
        <translation>Transfer command</translation>
    </message>
    <message>
        <source>程序内部错误, 未提交, 文字已保留 – 请把日志交给管理员: {0}</source>
        <translation>Internal error, not sent, text kept – give the log to the administrator: {0}</translation>
    </message>
    <message>
        <source>立案</source>
        <translation>Open incident</translation>
    </message>
    <message>
        <source>第 {0} 次清点正在进行 – 等它结束或取消</source>
        <translation>PAR no. {0} is under way – wait for its end or cancel it</translation>
    </message>
    <message>
        <source>等级、响应和依据都没有变</source>
        <translation>Grade, response and basis are as before</translation>
    </message>
    <message>
        <source>答复商调</source>
        <translation>Answer request</translation>
    </message>
    <message>
        <source>终端 {0} 不属于任何力量 – 请填写力量名称</source>
        <translation>Terminal {0} belongs to no force – enter the force's name</translation>
    </message>
    <message>
        <source>结束作战阶段</source>
        <translation>End operational period</translation>
    </message>
    <message>
        <source>结束时间应在现在之后 – 请重新填写</source>
        <translation>The end must lie after now – enter it again</translation>
    </message>
    <message>
        <source>结束目标</source>
        <translation>End objective</translation>
    </message>
    <message>
        <source>结案</source>
        <translation>Close incident</translation>
    </message>
    <message>
        <source>编入指挥</source>
        <translation>Take under command</translation>
    </message>
    <message>
        <source>编制广播</source>
        <translation>Compose broadcast</translation>
    </message>
    <message>
        <source>编组数量不对 – 至少 0, 最多 1 至 {0}, 且最少不大于最多</source>
        <translation>The figures of the sector are wrong – at least 0, at most 1 to {0}, and the least not above the most</translation>
    </message>
    <message>
        <source>能力「{0}」不能含空格或竖线, 最多 40 字</source>
        <translation>Capability "{0}" must have no blank or bar, 40 characters at most</translation>
    </message>
    <message>
        <source>能力「{0}」写了两行 – 合成一行</source>
        <translation>Capability "{0}" stands on two lines – put them on one</translation>
    </message>
    <message>
        <source>解锁席位</source>
        <translation>Unlock seat</translation>
    </message>
    <message>
        <source>解除关联</source>
        <translation>Unlink</translation>
    </message>
    <message>
        <source>解除紧急求救</source>
        <translation>End mayday</translation>
    </message>
    <message>
        <source>解除预留</source>
        <translation>unreserve</translation>
    </message>
    <message>
        <source>记录</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>设定归属</source>
        <translation>Set parent</translation>
    </message>
    <message>
        <source>设定目标</source>
        <translation>Set objective</translation>
    </message>
    <message>
        <source>设立指挥部</source>
        <translation>Establish command</translation>
    </message>
    <message>
        <source>设置口令</source>
        <translation>Set passphrase</translation>
    </message>
    <message>
        <source>设置限值</source>
        <translation>Set limit</translation>
    </message>
    <message>
        <source>该事件尚未设立指挥部 – 请先设立指挥部</source>
        <translation>This incident has no command – establish one first</translation>
    </message>
    <message>
        <source>该事件已并入{0} – 请在那里处理</source>
        <translation>The incident was merged into {0} – go on there</translation>
    </message>
    <message>
        <source>该事件已有指挥部 ({0}) – 一个事件只能有一个指挥部, 可办理移交</source>
        <translation>This incident has a command ({0}) – an incident has one command only; it can be transferred</translation>
    </message>
    <message>
        <source>该事件已有进行中的作战阶段 – 另一席刚刚开始, 请先查看</source>
        <translation>The incident has a current period – another seat has just begun it; look first</translation>
    </message>
    <message>
        <source>该关联已解除</source>
        <translation>The link was undone before</translation>
    </message>
    <message>
        <source>该力量</source>
        <translation>This force</translation>
    </message>
    <message>
        <source>该力量{0}, 不能派遣 – 请改派其他力量或先恢复备勤</source>
        <translation>This force is {0} and cannot be assigned – assign another or set it ready first</translation>
    </message>
    <message>
        <source>该力量已于 {0} 归队</source>
        <translation>This force returned at {0}</translation>
    </message>
    <message>
        <source>该商调{0} ({1} {2}), 不能再答复</source>
        <translation>That request is {0} ({1} {2}) and cannot be answered again</translation>
    </message>
    <message>
        <source>该地址的设备已登记 ({0} {1})</source>
        <translation>A device of this address is registered ({0} {1})</translation>
    </message>
    <message>
        <source>该工作组属于另一指挥部 – 请重新选择工作组</source>
        <translation>This sector belongs to another command – choose again</translation>
    </message>
    <message>
        <source>该工作组里没有力量 – 先编入力量, 再下指令</source>
        <translation>That sector has no force – put forces in first, then order</translation>
    </message>
    <message>
        <source>该广播{0}, 不能再放行或撤回</source>
        <translation>This broadcast is {0}; it cannot be released or withdrawn</translation>
    </message>
    <message>
        <source>该指令{0}, 不能再改</source>
        <translation>This order is {0} and cannot be changed</translation>
    </message>
    <message>
        <source>该指令已不是草稿 – 要收回请取消指令</source>
        <translation>The order is no draft any more – cancel it to take it back</translation>
    </message>
    <message>
        <source>该指令还是草稿, 没有下达 – 请先下达</source>
        <translation>The order is a draft and was not issued – issue it first</translation>
    </message>
    <message>
        <source>该授权已于 {0} 结束</source>
        <translation>That grant ended at {0}</translation>
    </message>
    <message>
        <source>该支援请求已结束 – 如仍需要请重新提出</source>
        <translation>The support request is over – ask anew if it is still needed</translation>
    </message>
    <message>
        <source>该目标已结束</source>
        <translation>The objective is over</translation>
    </message>
    <message>
        <source>该紧急求救已于 {0} 解除</source>
        <translation>That mayday ended at {0}</translation>
    </message>
    <message>
        <source>该需求已结束 – 如仍需要请重新提出</source>
        <translation>The need is over – state it anew if it is still there</translation>
    </message>
    <message>
        <source>该预留已经结束</source>
        <translation>That reservation is over</translation>
    </message>
    <message>
        <source>请求支援</source>
        <translation>Request support</translation>
    </message>
    <message>
        <source>调整工作组</source>
        <translation>Change sector</translation>
    </message>
    <message>
        <source>调整编组</source>
        <translation>Move to sector</translation>
    </message>
    <message>
        <source>账号 {0} 已停用 – 请管理员启用</source>
        <translation>Account {0} is disabled – ask the administrator</translation>
    </message>
    <message>
        <source>账号 {0} 已存在 – 请换一个名字</source>
        <translation>Account {0} exists – choose another name</translation>
    </message>
    <message>
        <source>账号名 {0} 不合规 – 2 至 32 个字母、数字、汉字或 . _ -</source>
        <translation>Account name {0} not valid – 2 to 32 letters, digits, Hanzi or . _ -</translation>
    </message>
    <message>
        <source>账号或口令不对 ({0}) – 请重新输入</source>
        <translation>Wrong account or passphrase ({0}) – enter it again</translation>
    </message>
    <message>
        <source>还有 {0} 支力量未归队 – 全部归队后才能结案</source>
        <translation>{0} forces have not returned – close once all have</translation>
    </message>
    <message>
        <source>还有 {0} 起紧急求救未结束 – 先找到人</source>
        <translation>{0} maydays are not over – find the people first</translation>
    </message>
    <message>
        <source>这一步已由 {0} 于 {1} 完成</source>
        <translation>{0} did this step at {1}</translation>
    </message>
    <message>
        <source>这不是回执 – 要收回请取消指令</source>
        <translation>That is no receipt – cancel the order to take it back</translation>
    </message>
    <message>
        <source>这支力量本次清点已有结果 ({0} {1})</source>
        <translation>That force has its result in this PAR ({0} {1})</translation>
    </message>
    <message>
        <source>这是最后一个可登录的管理员 – 请先指定另一名管理员</source>
        <translation>This is the last administrator who can sign in – name another first</translation>
    </message>
    <message>
        <source>退回接报</source>
        <translation>Return report</translation>
    </message>
    <message>
        <source>采用默认调派方案</source>
        <translation>Adopt default run cards</translation>
    </message>
    <message>
        <source>重开事件</source>
        <translation>Reopen incident</translation>
    </message>
    <message>
        <source>锁定席位</source>
        <translation>Lock seat</translation>
    </message>
    <message>
        <source>降级或终止响应须另写依据 – 不能沿用原来的文字</source>
        <translation>A lower grade or an ended response needs a basis of its own – the old words will not do</translation>
    </message>
    <message>
        <source>限时授权</source>
        <translation>Time-limited role</translation>
    </message>
    <message>
        <source>预留力量</source>
        <translation>Reserve force</translation>
    </message>
</context>
<context>
    <name>safety</name>
    <message>
        <source>{0} 代答: {1}</source>
        <translation>{0} by proxy: {1}</translation>
    </message>
    <message>
        <source>{0} 次未应答</source>
        <translation>not heard {0}×</translation>
    </message>
    <message>
        <source>{0} 紧急求救 · {1}</source>
        <translation>{0} mayday · {1}</translation>
    </message>
    <message>
        <source>事件</source>
        <translation>Incident</translation>
    </message>
    <message>
        <source>人数</source>
        <translation>Pax</translation>
    </message>
    <message>
        <source>代答</source>
        <translation>by proxy</translation>
    </message>
    <message>
        <source>全部应答</source>
        <translation>all heard</translation>
    </message>
    <message>
        <source>再次呼叫</source>
        <translation>calling again</translation>
    </message>
    <message>
        <source>力量</source>
        <translation>Force</translation>
    </message>
    <message>
        <source>呼叫中</source>
        <translation>calling</translation>
    </message>
    <message>
        <source>呼救</source>
        <translation>called for help</translation>
    </message>
    <message>
        <source>已取消</source>
        <translation>Cancelled</translation>
    </message>
    <message>
        <source>已应答</source>
        <translation>heard</translation>
    </message>
    <message>
        <source>已离场</source>
        <translation>left the scene</translation>
    </message>
    <message>
        <source>应答</source>
        <translation>heard</translation>
    </message>
    <message>
        <source>待应答</source>
        <translation>waiting</translation>
    </message>
    <message>
        <source>报告指挥长</source>
        <translation>Tell the commander</translation>
    </message>
    <message>
        <source>无定位</source>
        <translation>no position</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>时限</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>最后位置 / 何人</source>
        <translation>Last position / who</translation>
    </message>
    <message>
        <source>有力量未应答</source>
        <translation>some not heard</translation>
    </message>
    <message>
        <source>未做</source>
        <translation>Not done</translation>
    </message>
    <message>
        <source>未应答</source>
        <translation>not heard</translation>
    </message>
    <message>
        <source>核实最后位置</source>
        <translation>Verify the last position</translation>
    </message>
    <message>
        <source>派出搜救力量</source>
        <translation>Send a rescue team</translation>
    </message>
    <message>
        <source>清点未应答</source>
        <translation>not heard in a PAR</translation>
    </message>
    <message>
        <source>清空信道, 其他力量静默</source>
        <translation>Clear the channel, others keep silent</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>短信已到终端</source>
        <translation>Text at the terminal</translation>
    </message>
    <message>
        <source>短信已发出</source>
        <translation>Text sent</translation>
    </message>
    <message>
        <source>短信已阅, 未应答</source>
        <translation>Text read, no answer</translation>
    </message>
    <message>
        <source>短信排队</source>
        <translation>Text queued</translation>
    </message>
    <message>
        <source>短信未达, 请用话音呼叫</source>
        <translation>Text not delivered; call by voice</translation>
    </message>
    <message>
        <source>第 {0} 次清点 · {1} · 应答 {2}/{3}</source>
        <translation>PAR no. {0} · {1} · heard {2}/{3}</translation>
    </message>
    <message>
        <source>等待再次呼叫</source>
        <translation>waiting to call again</translation>
    </message>
    <message>
        <source>紧急求救</source>
        <translation>Mayday</translation>
    </message>
    <message>
        <source>请用话音呼叫</source>
        <translation>Call by voice</translation>
    </message>
    <message>
        <source>请用话音呼叫 {0}</source>
        <translation>Call {0} by voice</translation>
    </message>
</context>
<context>
    <name>sounds</name>
    <message>
        <source>信道正在发射</source>
        <translation>Channel is transmitting</translation>
    </message>
    <message>
        <source>到时限, 松开再按</source>
        <translation>Time is up, release and press again</translation>
    </message>
    <message>
        <source>发射控制线打不开</source>
        <translation>Transmit line cannot be opened</translation>
    </message>
    <message>
        <source>已关闭</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>录音文件不能读</source>
        <translation>Recording cannot be read</translation>
    </message>
    <message>
        <source>找不到设置的音频设备</source>
        <translation>The audio device set is not found</translation>
    </message>
    <message>
        <source>按键信号中断</source>
        <translation>Key signal lost</translation>
    </message>
    <message>
        <source>未安装音频库</source>
        <translation>Audio library not installed</translation>
    </message>
    <message>
        <source>本机没有音频设备</source>
        <translation>No audio device</translation>
    </message>
    <message>
        <source>没有可读的文字</source>
        <translation>No text to speak</translation>
    </message>
    <message>
        <source>没有语音引擎</source>
        <translation>No speech engine</translation>
    </message>
    <message>
        <source>磁盘写不进</source>
        <translation>Disk cannot be written</translation>
    </message>
    <message>
        <source>网关未连接</source>
        <translation>Gateway not connected</translation>
    </message>
    <message>
        <source>设备故障</source>
        <translation>Device fault</translation>
    </message>
    <message>
        <source>语音合成失败</source>
        <translation>Speech failed</translation>
    </message>
    <message>
        <source>语音合成超时</source>
        <translation>Speech took too long</translation>
    </message>
    <message>
        <source>读音表有误</source>
        <translation>Table of readings has a fault</translation>
    </message>
    <message>
        <source>超过发射时限</source>
        <translation>Transmit time exceeded</translation>
    </message>
    <message>
        <source>音频设备名称不唯一</source>
        <translation>The audio device name fits more than one</translation>
    </message>
    <message>
        <source>音频设备打不开或已断开</source>
        <translation>Audio device cannot be opened or is gone</translation>
    </message>
</context>
<context>
    <name>stations</name>
    <message>
        <source>数值</source>
        <translation>Value</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>测站</source>
        <translation>Station</translation>
    </message>
    <message>
        <source>要素</source>
        <translation>Element</translation>
    </message>
    <message>
        <source>近时</source>
        <translation>Recent</translation>
    </message>
</context>
<context>
    <name>timeline</name>
    <message>
        <source>{0} ({1})</source>
        <translation>{0} ({1})</translation>
    </message>
    <message>
        <source>{0} ({1}): {2}</source>
        <translation>{0} ({1}): {2}</translation>
    </message>
    <message>
        <source>{0} {1} {2}, 限值 {3}</source>
        <translation>{0} {1} {2}, limit {3}</translation>
    </message>
    <message>
        <source>{0} {1}: 「{2}」→「{3}」</source>
        <translation>{0} {1}: "{2}" → "{3}"</translation>
    </message>
    <message>
        <source>{0} – {1}</source>
        <translation>{0} – {1}</translation>
    </message>
    <message>
        <source>{0} 入席</source>
        <translation>{0} takes the seat</translation>
    </message>
    <message>
        <source>{0} 受理接报: {1}</source>
        <translation>{0} claims report: {1}</translation>
    </message>
    <message>
        <source>{0} 受理超时, 接报退回队列: {1}</source>
        <translation>{0} held it too long; report back in the queue: {1}</translation>
    </message>
    <message>
        <source>{0} 已离场, 不再清点</source>
        <translation>{0} left the scene; not asked any more</translation>
    </message>
    <message>
        <source>{0} 录音 {1:.1f} s</source>
        <translation>{0} recorded {1:.1f} s</translation>
    </message>
    <message>
        <source>{0} 报告: {1}</source>
        <translation>{0} reports: {1}</translation>
    </message>
    <message>
        <source>{0} 报告: 油料 {1}, 水 {2}</source>
        <translation>{0} reports: fuel {1}, water {2}</translation>
    </message>
    <message>
        <source>{0} 支力量、{1} 条指令转入</source>
        <translation>{0} forces, {1} orders came over</translation>
    </message>
    <message>
        <source>{0} 放行{1}, {2} 个对象</source>
        <translation>{0} releases {1}, {2} targets</translation>
    </message>
    <message>
        <source>{0} 无签收, 报指挥长 {1}</source>
        <translation>{0} without receipt; commander {1} told</translation>
    </message>
    <message>
        <source>{0} 登录失败</source>
        <translation>{0} failed to sign in</translation>
    </message>
    <message>
        <source>{0} 离开现场</source>
        <translation>{0} left the scene</translation>
    </message>
    <message>
        <source>{0} 第 {1} 次催收</source>
        <translation>{0} reminded, time {1}</translation>
    </message>
    <message>
        <source>{0} 解锁席位</source>
        <translation>{0} unlocked the seat</translation>
    </message>
    <message>
        <source>{0} 调入 {1}</source>
        <translation>{0} moved to {1}</translation>
    </message>
    <message>
        <source>{0} 超时未完成</source>
        <translation>{0} not done in time</translation>
    </message>
    <message>
        <source>{0} 超时未签收</source>
        <translation>{0} not signed for in time</translation>
    </message>
    <message>
        <source>{0} 转为{1}</source>
        <translation>{0} now {1}</translation>
    </message>
    <message>
        <source>{0} 进入现场</source>
        <translation>{0} entered the scene</translation>
    </message>
    <message>
        <source>{0} 锁定席位</source>
        <translation>{0} locked the seat</translation>
    </message>
    <message>
        <source>{0}, {1} 人</source>
        <translation>{0}, {1} persons</translation>
    </message>
    <message>
        <source>{0}, 依据: {1}</source>
        <translation>{0}, basis: {1}</translation>
    </message>
    <message>
        <source>{0}, 决定人 {1}</source>
        <translation>{0}, decided by {1}</translation>
    </message>
    <message>
        <source>{0}, 半径 {1:g} m</source>
        <translation>{0}, radius {1:g} m</translation>
    </message>
    <message>
        <source>{0}, 属 {1}</source>
        <translation>{0}, of {1}</translation>
    </message>
    <message>
        <source>{0}, 归属「{1}」</source>
        <translation>{0}, part of "{1}"</translation>
    </message>
    <message>
        <source>{0}, 所挂: {1}</source>
        <translation>{0}, on it: {1}</translation>
    </message>
    <message>
        <source>{0}, 时限 {1}</source>
        <translation>{0}, due {1}</translation>
    </message>
    <message>
        <source>{0}: 「{1}」</source>
        <translation>{0}: "{1}"</translation>
    </message>
    <message>
        <source>{0}{1}: {2}</source>
        <translation>{0}{1}: {2}</translation>
    </message>
    <message>
        <source>「{0}」与「{1}」</source>
        <translation>"{0}" and "{1}"</translation>
    </message>
    <message>
        <source>「{0}」商调 {1}, 现属「{2}」</source>
        <translation>"{0}" asks for {1}, now with "{2}"</translation>
    </message>
    <message>
        <source>「{0}」并入「{1}」</source>
        <translation>"{0}" merged into "{1}"</translation>
    </message>
    <message>
        <source>「{0}」提供 {1} 给「{2}」</source>
        <translation>"{0}" offers {1} to "{2}"</translation>
    </message>
    <message>
        <source>不在备勤</source>
        <translation>not available</translation>
    </message>
    <message>
        <source>不明终端 {0} 进入现场</source>
        <translation>Unknown terminal {0} entered the scene</translation>
    </message>
    <message>
        <source>人员清点: {0}</source>
        <translation>PAR: {0}</translation>
    </message>
    <message>
        <source>人员清点: 未应答的 {0} 再次呼叫</source>
        <translation>PAR: {0} not heard, called again</translation>
    </message>
    <message>
        <source>何人</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>作战阶段 {0} 开始, 至 {1}: {2}</source>
        <translation>Operational period {0} began, until {1}: {2}</translation>
    </message>
    <message>
        <source>作战阶段 {0} 结束</source>
        <translation>Operational period {0} ended</translation>
    </message>
    <message>
        <source>停用账号 {0} ({1})</source>
        <translation>Account {0} ({1}) disabled</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>关联「{0}」与「{1}」: {2}</source>
        <translation>Linked "{0}" and "{1}": {2}</translation>
    </message>
    <message>
        <source>力量</source>
        <translation>Force</translation>
    </message>
    <message>
        <source>另选: {0}</source>
        <translation>Chosen instead: {0}</translation>
    </message>
    <message>
        <source>启用账号 {0} ({1})</source>
        <translation>Account {0} ({1}) enabled</translation>
    </message>
    <message>
        <source>告警: {0}</source>
        <translation>Alarm: {0}</translation>
    </message>
    <message>
        <source>告警再次出现: {0}</source>
        <translation>Alarm again: {0}</translation>
    </message>
    <message>
        <source>告警恢复: {0}</source>
        <translation>Alarm restored: {0}</translation>
    </message>
    <message>
        <source>商调 {0} {1}</source>
        <translation>Request for {0} {1}</translation>
    </message>
    <message>
        <source>地点不明</source>
        <translation>Place unknown</translation>
    </message>
    <message>
        <source>安全</source>
        <translation>Safety</translation>
    </message>
    <message>
        <source>定级 {0}, {1}</source>
        <translation>Graded {0}, {1}</translation>
    </message>
    <message>
        <source>工作组: {0}</source>
        <translation>Sectors: {0}</translation>
    </message>
    <message>
        <source>工作组已变</source>
        <translation>Sectors changed</translation>
    </message>
    <message>
        <source>已为他处预留</source>
        <translation>reserved elsewhere</translation>
    </message>
    <message>
        <source>已在本指挥部</source>
        <translation>under this command already</translation>
    </message>
    <message>
        <source>已派往他处</source>
        <translation>sent elsewhere</translation>
    </message>
    <message>
        <source>席位久无操作, 自动锁定 ({0})</source>
        <translation>Seat idle, locked by itself ({0})</translation>
    </message>
    <message>
        <source>广播</source>
        <translation>Broadcast</translation>
    </message>
    <message>
        <source>广播「{0}」</source>
        <translation>Broadcast “{0}”</translation>
    </message>
    <message>
        <source>建立大厅</source>
        <translation>Found hall</translation>
    </message>
    <message>
        <source>强调</source>
        <translation>take</translation>
    </message>
    <message>
        <source>拆除线路 {0}</source>
        <translation>Remove wire {0}</translation>
    </message>
    <message>
        <source>拟写指令 {0} → {1}: {2}</source>
        <translation>Draft order {0} → {1}: {2}</translation>
    </message>
    <message>
        <source>指令</source>
        <translation>order</translation>
    </message>
    <message>
        <source>指令 {0} → {1}</source>
        <translation>Order {0} → {1}</translation>
    </message>
    <message>
        <source>指令 {0} → {1}: {2}</source>
        <translation>Order {0} → {1}: {2}</translation>
    </message>
    <message>
        <source>指挥</source>
        <translation>Command</translation>
    </message>
    <message>
        <source>指挥移交: {0} → {1}</source>
        <translation>Command passed: {0} → {1}</translation>
    </message>
    <message>
        <source>授权 {0} 代行{1}至 {2}</source>
        <translation>{0} may act as {1} until {2}</translation>
    </message>
    <message>
        <source>授权结束: {0}</source>
        <translation>Grant ended: {0}</translation>
    </message>
    <message>
        <source>排除接报: {0}</source>
        <translation>Report discarded: {0}</translation>
    </message>
    <message>
        <source>接报: {0} {1}</source>
        <translation>Report: {0} {1}</translation>
    </message>
    <message>
        <source>接报告警</source>
        <translation>Reports, alarms</translation>
    </message>
    <message>
        <source>接报并入: {0}</source>
        <translation>Report merged: {0}</translation>
    </message>
    <message>
        <source>推荐 {0} 支, 派出: {1}</source>
        <translation>{0} recommended; sent: {1}</translation>
    </message>
    <message>
        <source>撤销指挥部, 指挥长 {0}</source>
        <translation>Command closed, commander {0}</translation>
    </message>
    <message>
        <source>放弃{0}</source>
        <translation>Dropped {0}</translation>
    </message>
    <message>
        <source>新建线路 {0}: {1} {2}</source>
        <translation>New wire {0}: {1} {2}</translation>
    </message>
    <message>
        <source>新建账号 {0} ({1})</source>
        <translation>New account {0} ({1})</translation>
    </message>
    <message>
        <source>新设备, 待命名: {0} (线路 {1})</source>
        <translation>New device to be named: {0} (wire {1})</translation>
    </message>
    <message>
        <source>无</source>
        <translation>none</translation>
    </message>
    <message>
        <source>无坐标</source>
        <translation>no coordinates</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>更改线路 {0}: {1} {2}</source>
        <translation>Wire {0} changed: {1} {2}</translation>
    </message>
    <message>
        <source>未分组</source>
        <translation>No sector</translation>
    </message>
    <message>
        <source>未派成: {0}</source>
        <translation>Not sent: {0}</translation>
    </message>
    <message>
        <source>未采用: {0}</source>
        <translation>Not taken: {0}</translation>
    </message>
    <message>
        <source>派遣 {0} → {1}</source>
        <translation>Assigned {0} → {1}</translation>
    </message>
    <message>
        <source>派遣 {0} 被拒: 已派往「{1}」</source>
        <translation>Assignment of {0} refused: already with “{1}”</translation>
    </message>
    <message>
        <source>清点: {0} 代 {1} 应答</source>
        <translation>PAR: {0} answered for {1}</translation>
    </message>
    <message>
        <source>清点: {0} 应答</source>
        <translation>PAR: {0} heard</translation>
    </message>
    <message>
        <source>清点: {0} 第 {1} 次未应答</source>
        <translation>PAR: {0} not heard, time {1}</translation>
    </message>
    <message>
        <source>现场: {0}</source>
        <translation>Scene: {0}</translation>
    </message>
    <message>
        <source>登记力量: {0}</source>
        <translation>Force registered: {0}</translation>
    </message>
    <message>
        <source>登记设备: {0}</source>
        <translation>Device registered: {0}</translation>
    </message>
    <message>
        <source>目标 {0}: {1}</source>
        <translation>Objective {0}: {1}</translation>
    </message>
    <message>
        <source>确认告警: {0}</source>
        <translation>Alarm acknowledged: {0}</translation>
    </message>
    <message>
        <source>移交</source>
        <translation>Transfer</translation>
    </message>
    <message>
        <source>立案 {0}: {1}</source>
        <translation>Incident {0} opened: {1}</translation>
    </message>
    <message>
        <source>第 {0} 次人员清点: 呼叫 {1} 支力量</source>
        <translation>PAR no. {0}: {1} forces called</translation>
    </message>
    <message>
        <source>系统</source>
        <translation>System</translation>
    </message>
    <message>
        <source>紧急求救 {0}: {1}</source>
        <translation>Mayday {0}: {1}</translation>
    </message>
    <message>
        <source>紧急求救: {0} ({1})</source>
        <translation>Mayday: {0} ({1})</translation>
    </message>
    <message>
        <source>紧急求救解除 {0}: {1}</source>
        <translation>Mayday over {0}: {1}</translation>
    </message>
    <message>
        <source>线路 {0} 中断</source>
        <translation>Wire {0} dead</translation>
    </message>
    <message>
        <source>线路 {0} 已拆除, 其中断告警结束</source>
        <translation>Wire {0} removed; its alarm ended with it</translation>
    </message>
    <message>
        <source>线路 {0} 恢复</source>
        <translation>Wire {0} is back</translation>
    </message>
    <message>
        <source>经过</source>
        <translation>Event</translation>
    </message>
    <message>
        <source>结案: {0}</source>
        <translation>Incident closed: {0}</translation>
    </message>
    <message>
        <source>编制广播「{0}」, 范围 {1}</source>
        <translation>Broadcast composed “{0}”, area {1}</translation>
    </message>
    <message>
        <source>缺口: {0}</source>
        <translation>Gaps: {0}</translation>
    </message>
    <message>
        <source>网关 {0} 的线路设置文件被直接修改</source>
        <translation>The wires file of gateway {0} was edited by hand</translation>
    </message>
    <message>
        <source>解除关联 {0}</source>
        <translation>Unlinked {0}</translation>
    </message>
    <message>
        <source>记录</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>记录: {0}</source>
        <translation>Log: {0}</translation>
    </message>
    <message>
        <source>设备 {0} 命名为「{1}」, {2}</source>
        <translation>Device {0} named "{1}", {2}</translation>
    </message>
    <message>
        <source>设立{0}</source>
        <translation>{0} established</translation>
    </message>
    <message>
        <source>设置 {0} = {1}</source>
        <translation>Setting {0} = {1}</translation>
    </message>
    <message>
        <source>设置限值: {0} {1:g} {2}</source>
        <translation>Limit set: {0} {1:g} {2}</translation>
    </message>
    <message>
        <source>调派方案 {0} {1}: {2}</source>
        <translation>Run card {0} {1}: {2}</translation>
    </message>
    <message>
        <source>账号 {0} ({1}) 变更</source>
        <translation>Account {0} ({1}) changed</translation>
    </message>
    <message>
        <source>账号 {0} ({1}) 更换口令</source>
        <translation>Account {0} ({1}): new passphrase</translation>
    </message>
    <message>
        <source>账号 {0} 改任{1}</source>
        <translation>Account {0} is now {1}</translation>
    </message>
    <message>
        <source>达成{0}</source>
        <translation>Reached {0}</translation>
    </message>
    <message>
        <source>退回接报: {0}</source>
        <translation>Report returned: {0}</translation>
    </message>
    <message>
        <source>重开: {0}</source>
        <translation>Reopened: {0}</translation>
    </message>
    <message>
        <source>需求 {0}: {1}, {2}</source>
        <translation>Need {0}: {1}, {2}</translation>
    </message>
    <message>
        <source>需求: {0} {1}</source>
        <translation>Need: {0} {1}</translation>
    </message>
    <message>
        <source>预留 {0} 到时</source>
        <translation>Reservation of {0} ran out</translation>
    </message>
    <message>
        <source>预留 {0} 结束</source>
        <translation>Reservation of {0} ended</translation>
    </message>
    <message>
        <source>预留 {0} 至 {1}</source>
        <translation>{0} reserved until {1}</translation>
    </message>
    <message>
        <source>预留结束</source>
        <translation>Reservation ended</translation>
    </message>
</context>
<context>
    <name>verbs</name>
    <message>
        <source>已办 {0}; 未办: </source>
        <translation>Done {0}; not done: </translation>
    </message>
    <message>
        <source>没有选中事件 – 在命令中写出事件, 或先选中 (Alt+2)</source>
        <translation>No incident selected – name it in the command, or select it first (Alt+2)</translation>
    </message>
</context>
<context>
    <name>wall</name>
    <message>
        <source>正在读取数据库…</source>
        <translation>Reading the database…</translation>
    </message>
</context>
<context>
    <name>wires</name>
    <message>
        <source>{0} 字节</source>
        <translation>{0} bytes</translation>
    </message>
    <message>
        <source>{0}: 收到的字节, 可用 oneboard decode 重新解码</source>
        <translation>{0}: bytes received; oneboard decode reads them again</translation>
    </message>
    <message>
        <source>{key}不能是 {value}</source>
        <translation>{key} cannot be {value}</translation>
    </message>
    <message>
        <source>✓ {0}</source>
        <translation>✓ {0}</translation>
    </message>
    <message>
        <source>✗ 打不开 – {0}</source>
        <translation>✗ Cannot be opened – {0}</translation>
    </message>
    <message>
        <source>不认识</source>
        <translation>Unknown</translation>
    </message>
    <message>
        <source>不认识的设置: {key}</source>
        <translation>Unknown setting: {key}</translation>
    </message>
    <message>
        <source>串口, 或 tcp-listen://0.0.0.0:端口 等</source>
        <translation>Serial port, or tcp-listen://0.0.0.0:port …</translation>
    </message>
    <message>
        <source>代号</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>代号「{value}」已有另一线路使用 – 请换一个</source>
        <translation>Another wire has the code "{value}" – choose another</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>保存后立即投入使用; 先用 Alt+T 测试</source>
        <translation>In service as soon as saved; test first with Alt+T</translation>
    </message>
    <message>
        <source>保存报文</source>
        <translation>Save frames</translation>
    </message>
    <message>
        <source>停止位</source>
        <translation>Stop bits</translation>
    </message>
    <message>
        <source>偶</source>
        <translation>Even</translation>
    </message>
    <message>
        <source>动作</source>
        <translation>Act</translation>
    </message>
    <message>
        <source>协议</source>
        <translation>Protocol</translation>
    </message>
    <message>
        <source>原始字节</source>
        <translation>Raw bytes</translation>
    </message>
    <message>
        <source>发</source>
        <translation>Sent</translation>
    </message>
    <message>
        <source>另一项测试正在进行 – 请稍候</source>
        <translation>Another test is running – wait a moment</translation>
    </message>
    <message>
        <source>只看错误</source>
        <translation>Faults only</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>向</source>
        <translation>Way</translation>
    </message>
    <message>
        <source>呼叫{0}: {1} → {2}</source>
        <translation>Call {0}: {1} → {2}</translation>
    </message>
    <message>
        <source>回执 {0} {1}</source>
        <translation>Receipt {0} {1}</translation>
    </message>
    <message>
        <source>奇</source>
        <translation>Odd</translation>
    </message>
    <message>
        <source>字节</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>定位 {0} {1}</source>
        <translation>Position {0} {1}</translation>
    </message>
    <message>
        <source>定位无效</source>
        <translation>Position not valid</translation>
    </message>
    <message>
        <source>对端不通 – 请检查网络和地址</source>
        <translation>The far end cannot be reached – check network and address</translation>
    </message>
    <message>
        <source>对端拒绝连接 – 请检查地址和对端服务</source>
        <translation>The far end refuses – check address and service</translation>
    </message>
    <message>
        <source>对端断开了连接</source>
        <translation>The far end closed the connection</translation>
    </message>
    <message>
        <source>帧</source>
        <translation>Frame</translation>
    </message>
    <message>
        <source>开始</source>
        <translation>Begin</translation>
    </message>
    <message>
        <source>录制的数据已放完</source>
        <translation>The recording has been played</translation>
    </message>
    <message>
        <source>心跳</source>
        <translation>Heartbeat</translation>
    </message>
    <message>
        <source>恢复</source>
        <translation>restored</translation>
    </message>
    <message>
        <source>所挂站点</source>
        <translation>Stations</translation>
    </message>
    <message>
        <source>所挂站点: {0}</source>
        <translation>Stations on it: {0}</translation>
    </message>
    <message>
        <source>所挂站点将收不到数据: {0}</source>
        <translation>Stations that will fall silent: {0}</translation>
    </message>
    <message>
        <source>打开中</source>
        <translation>Opening</translation>
    </message>
    <message>
        <source>报文不带来源时用它, 可留空</source>
        <translation>Used where a frame names no source; may be empty</translation>
    </message>
    <message>
        <source>报文与译文</source>
        <translation>Frames and meaning</translation>
    </message>
    <message>
        <source>拆除</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>拆除线路 {0}</source>
        <translation>Remove wire {0}</translation>
    </message>
    <message>
        <source>收</source>
        <translation>Recv.</translation>
    </message>
    <message>
        <source>收 {0}, {1} 帧, {2} 错</source>
        <translation>In {0}, {1} frames, {2} faults</translation>
    </message>
    <message>
        <source>收件缓存不可用, 暂停应答</source>
        <translation>The intake cannot be used; nothing is acknowledged</translation>
    </message>
    <message>
        <source>收件缓存正忙, 暂停应答</source>
        <translation>The intake is busy; nothing is acknowledged</translation>
    </message>
    <message>
        <source>收到字节但没有可解的报文 – 请检查协议、波特率和校验 ({0})</source>
        <translation>Bytes came, but no frame that can be read – check protocol, baud rate and parity ({0})</translation>
    </message>
    <message>
        <source>数据位</source>
        <translation>Data bits</translation>
    </message>
    <message>
        <source>数据库不可用, 线路设置没有保存 – 恢复后再次保存</source>
        <translation>Database lost, wires not saved – save again when it is back</translation>
    </message>
    <message>
        <source>文件</source>
        <translation>File</translation>
    </message>
    <message>
        <source>文字「{0}」</source>
        <translation>Text "{0}"</translation>
    </message>
    <message>
        <source>断</source>
        <translation>Lost</translation>
    </message>
    <message>
        <source>断: {0}</source>
        <translation>Dead: {0}</translation>
    </message>
    <message>
        <source>新建线路</source>
        <translation>New wire</translation>
    </message>
    <message>
        <source>无</source>
        <translation>none</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>更改线路 {0}</source>
        <translation>Change wire {0}</translation>
    </message>
    <message>
        <source>未知</source>
        <translation>Unknown</translation>
    </message>
    <message>
        <source>末字节</source>
        <translation>Last byte</translation>
    </message>
    <message>
        <source>来源: {0}</source>
        <translation>Sources: {0}</translation>
    </message>
    <message>
        <source>来源代号</source>
        <translation>Source code</translation>
    </message>
    <message>
        <source>标记 (M)</source>
        <translation>Mark (M)</translation>
    </message>
    <message>
        <source>校验</source>
        <translation>Parity</translation>
    </message>
    <message>
        <source>校验错</source>
        <translation>Checksum</translation>
    </message>
    <message>
        <source>格式错</source>
        <translation>Syntax</translation>
    </message>
    <message>
        <source>正常</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>每行: 名称 = 值, 例如 silent_after_s = 60</source>
        <translation>A line each: name = value, e.g. silent_after_s = 60</translation>
    </message>
    <message>
        <source>没有「{value}」这种协议</source>
        <translation>There is no protocol "{value}"</translation>
    </message>
    <message>
        <source>没有打开端口的权限 – 请把用户加入串口组</source>
        <translation>No right to open the port – put the user into the group of the serial ports</translation>
    </message>
    <message>
        <source>没有权限更改线路 – 请管理员办理</source>
        <translation>You may not change wires – ask the administrator</translation>
    </message>
    <message>
        <source>没有该协议的解码器</source>
        <translation>No decoder for that protocol</translation>
    </message>
    <message>
        <source>波特率</source>
        <translation>Baud rate</translation>
    </message>
    <message>
        <source>波特率 {value} 不可用 – 请填 50 至 4000000</source>
        <translation>Baud rate {value} cannot be used – 50 to 4000000</translation>
    </message>
    <message>
        <source>注册 {0}</source>
        <translation>Registration {0}</translation>
    </message>
    <message>
        <source>测试中 – {0}; {1}</source>
        <translation>Testing – {0}; {1}</translation>
    </message>
    <message>
        <source>测试中, 约 5 秒 …</source>
        <translation>Testing, about 5 s …</translation>
    </message>
    <message>
        <source>测试线路</source>
        <translation>Test wire</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>状态 {0} {1}</source>
        <translation>Status {0} {1}</translation>
    </message>
    <message>
        <source>监听端口已被占用</source>
        <translation>The port to listen on is taken</translation>
    </message>
    <message>
        <source>磁盘已满, 暂停应答</source>
        <translation>The disk is full; nothing is acknowledged</translation>
    </message>
    <message>
        <source>程序内部错误, 正在重试</source>
        <translation>Internal error, trying again</translation>
    </message>
    <message>
        <source>空格 (S)</source>
        <translation>Space (S)</translation>
    </message>
    <message>
        <source>端口不存在 – 请检查插头和端口名</source>
        <translation>The port is not there – check plug and port name</translation>
    </message>
    <message>
        <source>端口被其他程序占用</source>
        <translation>Another program has the port</translation>
    </message>
    <message>
        <source>线路</source>
        <translation>Wire</translation>
    </message>
    <message>
        <source>线路 {0} 已拆除</source>
        <translation>Wire {0} removed</translation>
    </message>
    <message>
        <source>线路立即关闭并从设置文件中删去, 连同写在它上方的注释。设备、读数和记录都保留; 重新建立同代号的线路即恢复。</source>
        <translation>The wire is closed at once and goes from the settings file, with the comment above it. Devices, readings and records stay; a new wire of the same code brings them back.</translation>
    </message>
    <message>
        <source>线路设置不可用 ({0})</source>
        <translation>The wires cannot be used ({0})</translation>
    </message>
    <message>
        <source>线路设置文件不是 UTF-8 文本 – 请另存为 UTF-8</source>
        <translation>The wires file is not UTF-8 text – save it as UTF-8</translation>
    </message>
    <message>
        <source>线路设置文件中有不认识的内容「{key}」– 请先在文件中改正</source>
        <translation>The wires file holds something unknown, "{key}" – mend it in the file first</translation>
    </message>
    <message>
        <source>线路设置文件有语法错误 ({value}) – 请先在文件中改正</source>
        <translation>The wires file has a syntax error ({value}) – mend it in the file first</translation>
    </message>
    <message>
        <source>线路设置文件读不出来 – 请检查网关所在机器的磁盘和权限</source>
        <translation>The wires file cannot be read – check disk and rights of the gateway's machine</translation>
    </message>
    <message>
        <source>线路设置没有保存: {value} – 请检查网关所在机器的磁盘</source>
        <translation>Wires not saved: {value} – check the disk of the gateway's machine</translation>
    </message>
    <message>
        <source>结束</source>
        <translation>end</translation>
    </message>
    <message>
        <source>网关没有应答, 没有保存 – 文字已保留, 网关恢复后再次提交</source>
        <translation>The gateway did not answer, nothing saved – the words are kept; submit again when it is back</translation>
    </message>
    <message>
        <source>设备与日志用它认线路, 例如 jt808-1</source>
        <translation>Devices and logs know the wire by it, e.g. jt808-1</translation>
    </message>
    <message>
        <source>设备已拔出</source>
        <translation>The device was unplugged</translation>
    </message>
    <message>
        <source>设备无应答</source>
        <translation>No answer</translation>
    </message>
    <message>
        <source>设置有误</source>
        <translation>The settings are wrong</translation>
    </message>
    <message>
        <source>译文</source>
        <translation>Meaning</translation>
    </message>
    <message>
        <source>该线路已不存在 – 列表可能已过时</source>
        <translation>That wire is gone – the list may be old</translation>
    </message>
    <message>
        <source>该链路正由线路「{0}」使用, 不另行打开: {1}; {2}</source>
        <translation>Wire "{0}" uses that link, it is not opened again: {1}; {2}</translation>
    </message>
    <message>
        <source>请填写{key}</source>
        <translation>Fill in {key}</translation>
    </message>
    <message>
        <source>超长</source>
        <translation>Too long</translation>
    </message>
    <message>
        <source>选项</source>
        <translation>Options</translation>
    </message>
    <message>
        <source>选项第 {value} 行写法不对 – 每行写作: 名称 = 值, 文字加引号</source>
        <translation>Line {value} of the options is not written right – name = value, words in quotes</translation>
    </message>
    <message>
        <source>链路</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>链路「{value}」写法不对 – 例如 /dev/ttyUSB0、COM5、tcp://主机:端口、tcp-listen://0.0.0.0:端口、mqtt://主机/主题</source>
        <translation>The link "{value}" is not written right – e.g. /dev/ttyUSB0, COM5, tcp://host:port, tcp-listen://0.0.0.0:port, mqtt://host/topic</translation>
    </message>
    <message>
        <source>链路「{value}」缺少端口号 – 例如 tcp://主机:9000</source>
        <translation>The link "{value}" has no port – e.g. tcp://host:9000</translation>
    </message>
    <message>
        <source>链路已打开, 测试期间没有收到字节 – 设备可能按间隔上报, 或波特率、接线不对</source>
        <translation>The link is open, no byte came during the test – the device may report at intervals, or baud rate or wiring is wrong</translation>
    </message>
    <message>
        <source>错</source>
        <translation>Fault</translation>
    </message>
    <message>
        <source>长度错</source>
        <translation>Length</translation>
    </message>
    <message>
        <source>静默</source>
        <translation>Silent</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>12小时雨量</source>
        <translation>Rain 12 h</translation>
    </message>
    <message>
        <source>1小时雨量</source>
        <translation>Rain 1 h</translation>
    </message>
    <message>
        <source>24小时雨量</source>
        <translation>Rain 24 h</translation>
    </message>
    <message>
        <source>3小时雨量</source>
        <translation>Rain 3 h</translation>
    </message>
    <message>
        <source>5分钟雨量</source>
        <translation>Rain 5 min</translation>
    </message>
    <message>
        <source>6小时雨量</source>
        <translation>Rain 6 h</translation>
    </message>
    <message>
        <source>III级 较大</source>
        <translation>Level III, major</translation>
    </message>
    <message>
        <source>II级 重大</source>
        <translation>Level II, severe</translation>
    </message>
    <message>
        <source>IV级 一般</source>
        <translation>Level IV, general</translation>
    </message>
    <message>
        <source>I级 特别重大</source>
        <translation>Level I, extreme</translation>
    </message>
    <message>
        <source>{0} ({1})</source>
        <translation>{0} ({1})</translation>
    </message>
    <message>
        <source>{0} · 与 {1} 联合</source>
        <translation>{0} · joint with {1}</translation>
    </message>
    <message>
        <source>{0}指挥部 · 指挥长 {1}</source>
        <translation>{0} command · commander {1}</translation>
    </message>
    <message>
        <source>{}级</source>
        <translation>Level {}</translation>
    </message>
    <message>
        <source>{}级响应</source>
        <translation>Response level {}</translation>
    </message>
    <message>
        <source>上移</source>
        <translation>up</translation>
    </message>
    <message>
        <source>下移</source>
        <translation>down</translation>
    </message>
    <message>
        <source>不再需要</source>
        <translation>Not needed any more</translation>
    </message>
    <message>
        <source>专业队伍</source>
        <translation>Special</translation>
    </message>
    <message>
        <source>专家</source>
        <translation>Experts</translation>
    </message>
    <message>
        <source>乡镇级</source>
        <translation>Township</translation>
    </message>
    <message>
        <source>交通</source>
        <translation>Traffic</translation>
    </message>
    <message>
        <source>交通事故</source>
        <translation>Road accident</translation>
    </message>
    <message>
        <source>人员救助</source>
        <translation>Rescue</translation>
    </message>
    <message>
        <source>休整</source>
        <translation>Resting</translation>
    </message>
    <message>
        <source>作业</source>
        <translation>Working</translation>
    </message>
    <message>
        <source>供电</source>
        <translation>Power</translation>
    </message>
    <message>
        <source>停用</source>
        <translation>Off</translation>
    </message>
    <message>
        <source>公共卫生</source>
        <translation>Public health</translation>
    </message>
    <message>
        <source>公安</source>
        <translation>Police</translation>
    </message>
    <message>
        <source>其他</source>
        <translation>Other</translation>
    </message>
    <message>
        <source>军队民兵</source>
        <translation>Military</translation>
    </message>
    <message>
        <source>到场</source>
        <translation>On scene</translation>
    </message>
    <message>
        <source>剩 {0}</source>
        <translation>{0} left</translation>
    </message>
    <message>
        <source>区级</source>
        <translation>District</translation>
    </message>
    <message>
        <source>医疗</source>
        <translation>Medical</translation>
    </message>
    <message>
        <source>医疗救护</source>
        <translation>Medical care</translation>
    </message>
    <message>
        <source>危化品</source>
        <translation>Hazardous goods</translation>
    </message>
    <message>
        <source>参数有误</source>
        <translation>Bad parameter</translation>
    </message>
    <message>
        <source>反馈</source>
        <translation>Feedback</translation>
    </message>
    <message>
        <source>发布中</source>
        <translation>Going out</translation>
    </message>
    <message>
        <source>同为{0}</source>
        <translation>both {0}</translation>
    </message>
    <message>
        <source>同在{0}</source>
        <translation>both at {0}</translation>
    </message>
    <message>
        <source>后勤保障</source>
        <translation>Logistics</translation>
    </message>
    <message>
        <source>启动</source>
        <translation>Activated</translation>
    </message>
    <message>
        <source>回读: 触点已闭合</source>
        <translation>Read back: contact closed</translation>
    </message>
    <message>
        <source>回读: 触点断不开, 请断电</source>
        <translation>Read back: contact stuck, cut the power</translation>
    </message>
    <message>
        <source>回读: 触点未闭合</source>
        <translation>Read back: contact did not close</translation>
    </message>
    <message>
        <source>回读: 鸣响完成, 触点已断开</source>
        <translation>Read back: sounded, contact open</translation>
    </message>
    <message>
        <source>回读: 鸣响已延长</source>
        <translation>Read back: sounding extended</translation>
    </message>
    <message>
        <source>地震</source>
        <translation>Earthquake</translation>
    </message>
    <message>
        <source>基层队伍</source>
        <translation>Local team</translation>
    </message>
    <message>
        <source>处理中</source>
        <translation>In hand</translation>
    </message>
    <message>
        <source>备勤</source>
        <translation>Ready</translation>
    </message>
    <message>
        <source>大屏</source>
        <translation>Wall</translation>
    </message>
    <message>
        <source>失败</source>
        <translation>Failed</translation>
    </message>
    <message>
        <source>尚缺</source>
        <translation>lacking</translation>
    </message>
    <message>
        <source>屏蔽</source>
        <translation>Disabled</translation>
    </message>
    <message>
        <source>山洪</source>
        <translation>Flash flood</translation>
    </message>
    <message>
        <source>已下达</source>
        <translation>Issued</translation>
    </message>
    <message>
        <source>已交网络</source>
        <translation>Given to network</translation>
    </message>
    <message>
        <source>已到达</source>
        <translation>arrived</translation>
    </message>
    <message>
        <source>已发出</source>
        <translation>Sent</translation>
    </message>
    <message>
        <source>已发射 {0}</source>
        <translation>Transmitted {0}</translation>
    </message>
    <message>
        <source>已取消</source>
        <translation>Cancelled</translation>
    </message>
    <message>
        <source>已受理</source>
        <translation>Accepted</translation>
    </message>
    <message>
        <source>已同意</source>
        <translation>agreed</translation>
    </message>
    <message>
        <source>已回证</source>
        <translation>Confirmed</translation>
    </message>
    <message>
        <source>已完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>已并入</source>
        <translation>Merged</translation>
    </message>
    <message>
        <source>已并入 {0}</source>
        <translation>merged into {0}</translation>
    </message>
    <message>
        <source>已归队</source>
        <translation>Returned</translation>
    </message>
    <message>
        <source>已拒绝</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>已排除</source>
        <translation>Discarded</translation>
    </message>
    <message>
        <source>已撤回</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>已播出 {0}</source>
        <translation>Played {0}</translation>
    </message>
    <message>
        <source>已放弃</source>
        <translation>dropped</translation>
    </message>
    <message>
        <source>已派</source>
        <translation>Assigned</translation>
    </message>
    <message>
        <source>已满足</source>
        <translation>met</translation>
    </message>
    <message>
        <source>已由其他途径签收</source>
        <translation>Acknowledged by another way</translation>
    </message>
    <message>
        <source>已立案</source>
        <translation>Opened</translation>
    </message>
    <message>
        <source>已签收</source>
        <translation>Signed</translation>
    </message>
    <message>
        <source>已结案</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>已请求</source>
        <translation>asked</translation>
    </message>
    <message>
        <source>已超 {0}</source>
        <translation>over by {0}</translation>
    </message>
    <message>
        <source>已达成</source>
        <translation>reached</translation>
    </message>
    <message>
        <source>已过期</source>
        <translation>Expired</translation>
    </message>
    <message>
        <source>已送达</source>
        <translation>Delivered</translation>
    </message>
    <message>
        <source>已阅</source>
        <translation>Read</translation>
    </message>
    <message>
        <source>市级</source>
        <translation>City</translation>
    </message>
    <message>
        <source>平移</source>
        <translation>sideways</translation>
    </message>
    <message>
        <source>广播</source>
        <translation>Speaker</translation>
    </message>
    <message>
        <source>当前降水量</source>
        <translation>Rain now</translation>
    </message>
    <message>
        <source>待下达</source>
        <translation>Draft</translation>
    </message>
    <message>
        <source>待处理</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>待放行</source>
        <translation>Awaiting release</translation>
    </message>
    <message>
        <source>总线中断, 请核实</source>
        <translation>Bus lost, please check</translation>
    </message>
    <message>
        <source>执行中</source>
        <translation>In progress</translation>
    </message>
    <message>
        <source>抢险救援</source>
        <translation>Rescue</translation>
    </message>
    <message>
        <source>指令已取消</source>
        <translation>Order cancelled</translation>
    </message>
    <message>
        <source>指挥长</source>
        <translation>Commander</translation>
    </message>
    <message>
        <source>排队</source>
        <translation>Queued</translation>
    </message>
    <message>
        <source>播出中断, 可能未播完</source>
        <translation>Play cut off, may be incomplete</translation>
    </message>
    <message>
        <source>支援邻区</source>
        <translation>Aid to a neighbour</translation>
    </message>
    <message>
        <source>故障</source>
        <translation>Fault</translation>
    </message>
    <message>
        <source>新闻宣传</source>
        <translation>Public information</translation>
    </message>
    <message>
        <source>无数据</source>
        <translation>No data</translation>
    </message>
    <message>
        <source>日雨量</source>
        <translation>Rain of day</translation>
    </message>
    <message>
        <source>未同意</source>
        <translation>refused</translation>
    </message>
    <message>
        <source>未启动响应</source>
        <translation>No response</translation>
    </message>
    <message>
        <source>未定级</source>
        <translation>Ungraded</translation>
    </message>
    <message>
        <source>村社上报</source>
        <translation>Village</translation>
    </message>
    <message>
        <source>来人</source>
        <translation>In person</translation>
    </message>
    <message>
        <source>正在合成语音</source>
        <translation>Making speech</translation>
    </message>
    <message>
        <source>气温</source>
        <translation>Air temp.</translation>
    </message>
    <message>
        <source>水位</source>
        <translation>Stage</translation>
    </message>
    <message>
        <source>求助</source>
        <translation>Call for help</translation>
    </message>
    <message>
        <source>治安交通</source>
        <translation>Order and traffic</translation>
    </message>
    <message>
        <source>泥石流</source>
        <translation>Debris flow</translation>
    </message>
    <message>
        <source>流量</source>
        <translation>Flow</translation>
    </message>
    <message>
        <source>测试</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>滑坡</source>
        <translation>Landslide</translation>
    </message>
    <message>
        <source>火灾</source>
        <translation>Fire</translation>
    </message>
    <message>
        <source>火警</source>
        <translation>Fire</translation>
    </message>
    <message>
        <source>燃气泄漏</source>
        <translation>Gas leak</translation>
    </message>
    <message>
        <source>电台</source>
        <translation>Radio</translation>
    </message>
    <message>
        <source>电池电压</source>
        <translation>Battery</translation>
    </message>
    <message>
        <source>电源故障</source>
        <translation>Power fault</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>监管</source>
        <translation>Supervisory</translation>
    </message>
    <message>
        <source>相距 {0:.0f} m</source>
        <translation>{0:.0f} m apart</translation>
    </message>
    <message>
        <source>省级</source>
        <translation>Province</translation>
    </message>
    <message>
        <source>矿山事故</source>
        <translation>Mine accident</translation>
    </message>
    <message>
        <source>社会力量</source>
        <translation>Volunteer</translation>
    </message>
    <message>
        <source>管理员</source>
        <translation>Administrator</translation>
    </message>
    <message>
        <source>类别相近 ({0})</source>
        <translation>kinds akin ({0})</translation>
    </message>
    <message>
        <source>紧急</source>
        <translation>Emergency</translation>
    </message>
    <message>
        <source>紧急求救</source>
        <translation>Mayday</translation>
    </message>
    <message>
        <source>累计雨量</source>
        <translation>Rain total</translation>
    </message>
    <message>
        <source>纸质</source>
        <translation>Paper</translation>
    </message>
    <message>
        <source>线路中断</source>
        <translation>Wire lost</translation>
    </message>
    <message>
        <source>终端已收到</source>
        <translation>Received by terminal</translation>
    </message>
    <message>
        <source>终端已阅</source>
        <translation>Read at terminal</translation>
    </message>
    <message>
        <source>结果不明</source>
        <translation>Unknown</translation>
    </message>
    <message>
        <source>结果不明, 请核实</source>
        <translation>Unknown, please check</translation>
    </message>
    <message>
        <source>继电器已受令</source>
        <translation>Relay has the command</translation>
    </message>
    <message>
        <source>综合协调</source>
        <translation>Coordination</translation>
    </message>
    <message>
        <source>综合性消防</source>
        <translation>Fire</translation>
    </message>
    <message>
        <source>网关没有音频设备</source>
        <translation>Gateway has no audio device</translation>
    </message>
    <message>
        <source>网络已受理</source>
        <translation>Network accepted</translation>
    </message>
    <message>
        <source>自动报警</source>
        <translation>Automatic</translation>
    </message>
    <message>
        <source>被拒收</source>
        <translation>Rejected</translation>
    </message>
    <message>
        <source>触点超时, 已强制断开</source>
        <translation>Contact overran, forced open</translation>
    </message>
    <message>
        <source>警报器</source>
        <translation>Siren</translation>
    </message>
    <message>
        <source>设备拒绝</source>
        <translation>Refused by device</translation>
    </message>
    <message>
        <source>设备无应答</source>
        <translation>No answer</translation>
    </message>
    <message>
        <source>话务员</source>
        <translation>Radio operator</translation>
    </message>
    <message>
        <source>话音</source>
        <translation>Voice</translation>
    </message>
    <message>
        <source>该线路不支持</source>
        <translation>Not possible on this wire</translation>
    </message>
    <message>
        <source>请求上级支援</source>
        <translation>Support asked from above</translation>
    </message>
    <message>
        <source>请求邻区支援</source>
        <translation>Aid asked of a neighbour</translation>
    </message>
    <message>
        <source>调度员</source>
        <translation>Dispatcher</translation>
    </message>
    <message>
        <source>超时未完成</source>
        <translation>Not done in time</translation>
    </message>
    <message>
        <source>超时未签收</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>超限</source>
        <translation>Over limit</translation>
    </message>
    <message>
        <source>转为联合指挥</source>
        <translation>to a joint command</translation>
    </message>
    <message>
        <source>过期</source>
        <translation>Expired</translation>
    </message>
    <message>
        <source>过期未发</source>
        <translation>Expired unsent</translation>
    </message>
    <message>
        <source>进行中</source>
        <translation>in progress</translation>
    </message>
    <message>
        <source>送达失败</source>
        <translation>Delivery failed</translation>
    </message>
    <message>
        <source>途中</source>
        <translation>En route</translation>
    </message>
    <message>
        <source>通信</source>
        <translation>Telecoms</translation>
    </message>
    <message>
        <source>间隔 {0:.0f} min</source>
        <translation>{0:.0f} min apart</translation>
    </message>
    <message>
        <source>防拆</source>
        <translation>Tamper</translation>
    </message>
    <message>
        <source>集群短信</source>
        <translation>Radio text</translation>
    </message>
</context>
</TS>
