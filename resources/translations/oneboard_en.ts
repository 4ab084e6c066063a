<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="zh_CN">
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
    <name>Deeds</name>
    <message>
        <source>{0} 未派遣</source>
        <translation>{0} is not assigned</translation>
    </message>
    <message>
        <source>{0}: 无坐标</source>
        <translation>{0}: no coordinates</translation>
    </message>
    <message>
        <source>先选中一个事件 (Alt+2)</source>
        <translation>Select an incident first (Alt+2)</translation>
    </message>
    <message>
        <source>先选中一支力量 (Alt+6)</source>
        <translation>Select a force first (Alt+6)</translation>
    </message>
    <message>
        <source>写入记录</source>
        <translation>Write log entry</translation>
    </message>
    <message>
        <source>受理 {0}</source>
        <translation>Claim {0}</translation>
    </message>
    <message>
        <source>定级 {0}</source>
        <translation>Grade {0}</translation>
    </message>
    <message>
        <source>指令 → {0}</source>
        <translation>Order → {0}</translation>
    </message>
    <message>
        <source>没有未确认的告警</source>
        <translation>No unacknowledged alarm</translation>
    </message>
    <message>
        <source>派遣 {0} → {1}</source>
        <translation>Assign {0} → {1}</translation>
    </message>
    <message>
        <source>确认 {0}</source>
        <translation>Acknowledge {0}</translation>
    </message>
    <message>
        <source>结案 {0}</source>
        <translation>Close {0}</translation>
    </message>
    <message>
        <source>设立指挥部 {0}</source>
        <translation>Establish command {0}</translation>
    </message>
    <message>
        <source>该事件下还没有力量 – 先派遣 (F4)</source>
        <translation>No force on this incident – assign one first (F4)</translation>
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
        <source>退回接报</source>
        <translation>Return report</translation>
    </message>
</context>
<context>
    <name>DeskHelp</name>
    <message>
        <source>指令短语</source>
        <translation>Order phrases</translation>
    </message>
    <message>
        <source>操作</source>
        <translation>Actions</translation>
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
        <source>演练</source>
        <translation>DRILL</translation>
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
        <source>这个登录名已经有了，请换一个。</source>
        <translation>This sign-in name is taken. Choose another.</translation>
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
        <source>{0} 未派遣</source>
        <translation>{0} is not assigned</translation>
    </message>
    <message>
        <source>{0} 未派遣 – 先派遣, 再下指令</source>
        <translation>{0} is not assigned – assign it, then order</translation>
    </message>
    <message>
        <source>「{0}」不止一个: {1}</source>
        <translation>“{0}” fits more than one: {1}</translation>
    </message>
    <message>
        <source>「{0}」多余 – 用法: {1} {2}</source>
        <translation>“{0}” is too much – usage: {1} {2}</translation>
    </message>
    <message>
        <source>事件</source>
        <translation>incident</translation>
    </message>
    <message>
        <source>事件、力量、测站、地名</source>
        <translation>incident, force, station or place</translation>
    </message>
    <message>
        <source>作业</source>
        <translation>working</translation>
    </message>
    <message>
        <source>依据</source>
        <translation>basis</translation>
    </message>
    <message>
        <source>到场</source>
        <translation>onscene</translation>
    </message>
    <message>
        <source>力量</source>
        <translation>force</translation>
    </message>
    <message>
        <source>去</source>
        <translation>go</translation>
    </message>
    <message>
        <source>告警</source>
        <translation>alarm</translation>
    </message>
    <message>
        <source>定级</source>
        <translation>grade</translation>
    </message>
    <message>
        <source>工作组</source>
        <translation>sector</translation>
    </message>
    <message>
        <source>归队</source>
        <translation>return</translation>
    </message>
    <message>
        <source>指令</source>
        <translation>order</translation>
    </message>
    <message>
        <source>指挥长</source>
        <translation>commander</translation>
    </message>
    <message>
        <source>文字</source>
        <translation>text</translation>
    </message>
    <message>
        <source>没有{0}「{1}」</source>
        <translation>No {0} “{1}”</translation>
    </message>
    <message>
        <source>没有命令「{0}」 – 可用: {1}</source>
        <translation>No command “{0}” – there are: {1}</translation>
    </message>
    <message>
        <source>没有未确认的告警</source>
        <translation>No unacknowledged alarm</translation>
    </message>
    <message>
        <source>没有选中事件 – 在命令中写出事件, 或先选中 (Alt+2)</source>
        <translation>No incident selected – name it in the command, or select it first (Alt+2)</translation>
    </message>
    <message>
        <source>派</source>
        <translation>assign</translation>
    </message>
    <message>
        <source>确认</source>
        <translation>acknowledge</translation>
    </message>
    <message>
        <source>等级</source>
        <translation>grade</translation>
    </message>
    <message>
        <source>级别</source>
        <translation>level</translation>
    </message>
    <message>
        <source>结案</source>
        <translation>close</translation>
    </message>
    <message>
        <source>缺「{0}」 – 用法: {1} {2}</source>
        <translation>“{0}” is missing – usage: {1} {2}</translation>
    </message>
    <message>
        <source>记</source>
        <translation>log</translation>
    </message>
    <message>
        <source>设指挥部</source>
        <translation>command</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>note</translation>
    </message>
    <message>
        <source>途中</source>
        <translation>enroute</translation>
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
    <name>IncidentHead</name>
    <message>
        <source>{0} · 无坐标</source>
        <translation>{0} · no coordinates</translation>
    </message>
    <message>
        <source>{0}指挥部 · 指挥长 {1} · {2}</source>
        <translation>{0} command · commander {1} · {2}</translation>
    </message>
    <message>
        <source>地点不明</source>
        <translation>Place unknown</translation>
    </message>
    <message>
        <source>已结案 {0}</source>
        <translation>Closed {0}</translation>
    </message>
    <message>
        <source>未设指挥部 · 已立案 {0}</source>
        <translation>No command · open for {0}</translation>
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
    <name>Picker</name>
    <message>
        <source>名称、拼音或首字母</source>
        <translation>Name, pinyin or initials</translation>
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
    <name>VoicePanel</name>
    <message>
        <source>下达</source>
        <translation>Issued</translation>
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
        <source>签收时限</source>
        <translation>Sign by</translation>
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
    <name>forms</name>
    <message>
        <source>{0} · 现任指挥长 {1}</source>
        <translation>{0} · commander now {1}</translation>
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
        <source>不启动响应</source>
        <translation>No response</translation>
    </message>
    <message>
        <source>事件定级</source>
        <translation>Grade incident</translation>
    </message>
    <message>
        <source>依据</source>
        <translation>Basis</translation>
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
        <source>力量</source>
        <translation>Force</translation>
    </message>
    <message>
        <source>原话</source>
        <translation>Exact words</translation>
    </message>
    <message>
        <source>受令力量</source>
        <translation>Force ordered</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>响应</source>
        <translation>Response</translation>
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
        <source>大厅日志</source>
        <translation>Hall log</translation>
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
        <source>工作组</source>
        <translation>Sector</translation>
    </message>
    <message>
        <source>报告人</source>
        <translation>Reported by</translation>
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
        <source>排除</source>
        <translation>Discard</translation>
    </message>
    <message>
        <source>排除接报</source>
        <translation>Discard report</translation>
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
        <source>暂不分组</source>
        <translation>No sector yet</translation>
    </message>
    <message>
        <source>暂不定级</source>
        <translation>Not graded yet</translation>
    </message>
    <message>
        <source>来源</source>
        <translation>Source</translation>
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
        <source>理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>登记</source>
        <translation>Record</translation>
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
        <source>移交</source>
        <translation>Transfer</translation>
    </message>
    <message>
        <source>移交指挥</source>
        <translation>Transfer command</translation>
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
        <source>类别</source>
        <translation>Kind</translation>
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
        <source>记录</source>
        <translation>Log</translation>
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
        <source>请选择等级</source>
        <translation>Choose a grade</translation>
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
    <name>keys</name>
    <message>
        <source>先选中一个事件 (Alt+2)</source>
        <translation>Select an incident first (Alt+2)</translation>
    </message>
    <message>
        <source>先选中一支力量 (Alt+6)</source>
        <translation>Select a force first (Alt+6)</translation>
    </message>
    <message>
        <source>力量转下一状态</source>
        <translation>Next status of force</translation>
    </message>
    <message>
        <source>命令行 (未在输入时按 / 亦可)</source>
        <translation>Command line (or / when not typing)</translation>
    </message>
    <message>
        <source>定位</source>
        <translation>Locate</translation>
    </message>
    <message>
        <source>定位力量</source>
        <translation>Locate force</translation>
    </message>
    <message>
        <source>定级</source>
        <translation>Grade</translation>
    </message>
    <message>
        <source>广播</source>
        <translation>Broadcast</translation>
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
        <source>指令</source>
        <translation>Order</translation>
    </message>
    <message>
        <source>指挥部</source>
        <translation>Command</translation>
    </message>
    <message>
        <source>按键帮助</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>放行广播</source>
        <translation>Release broadcast</translation>
    </message>
    <message>
        <source>新接报</source>
        <translation>New report</translation>
    </message>
    <message>
        <source>查找操作</source>
        <translation>Find action</translation>
    </message>
    <message>
        <source>没有未确认的告警</source>
        <translation>No unacknowledged alarm</translation>
    </message>
    <message>
        <source>没有本席备好待放行的广播</source>
        <translation>No broadcast of this seat awaits release</translation>
    </message>
    <message>
        <source>派遣</source>
        <translation>Assign</translation>
    </message>
    <message>
        <source>消音 (不确认)</source>
        <translation>Silence (no acknowledgement)</translation>
    </message>
    <message>
        <source>直接立案</source>
        <translation>Open incident directly</translation>
    </message>
    <message>
        <source>确认最急告警</source>
        <translation>Acknowledge top alarm</translation>
    </message>
    <message>
        <source>结案</source>
        <translation>Close incident</translation>
    </message>
    <message>
        <source>记录</source>
        <translation>Log</translation>
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
        <source>撤销指挥部</source>
        <translation>Command closed</translation>
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
    <name>phrases</name>
    <message>
        <source>任务完成, 归队</source>
        <translation>Task complete, return to station</translation>
    </message>
    <message>
        <source>到场后报告现场情况</source>
        <translation>Report the situation on arrival</translation>
    </message>
    <message>
        <source>原地待命</source>
        <translation>Stand by where you are</translation>
    </message>
    <message>
        <source>封控道路, 引导车辆绕行</source>
        <translation>Close the road, divert traffic</translation>
    </message>
    <message>
        <source>报告人员和装备情况</source>
        <translation>Report crew and equipment</translation>
    </message>
    <message>
        <source>撤至安全地带</source>
        <translation>Withdraw to a safe place</translation>
    </message>
    <message>
        <source>注意安全, 设安全员观察</source>
        <translation>Mind your safety, post a safety lookout</translation>
    </message>
    <message>
        <source>立即出动, 途中保持联络</source>
        <translation>Turn out at once, keep contact on the way</translation>
    </message>
    <message>
        <source>组织受威胁群众转移</source>
        <translation>Evacuate the people under threat</translation>
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
        <source>{0} 已在本指挥部</source>
        <translation>{0} is under this command already</translation>
    </message>
    <message>
        <source>{0} 已派往{1} – 一支力量只能归一个指挥部, 待其归队或改派其他力量</source>
        <translation>{0} is assigned to {1} – a force serves one command only; wait for its return or assign another</translation>
    </message>
    <message>
        <source>{0} 是编制人 – 放行须由第二人</source>
        <translation>{0} composed it – a second person must release it</translation>
    </message>
    <message>
        <source>{0}不能{1} – 请有权限的人员操作</source>
        <translation>{0}: not permitted – {1}; ask a person who may</translation>
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
        <source>不允许此操作 ({0})</source>
        <translation>This action is not allowed ({0})</translation>
    </message>
    <message>
        <source>事件 {0} 已结案, 不能再改</source>
        <translation>Incident {0} is closed and cannot be changed</translation>
    </message>
    <message>
        <source>保存录音</source>
        <translation>Keep recording</translation>
    </message>
    <message>
        <source>入席</source>
        <translation>Take seat</translation>
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
        <source>口令太短 – 至少 {0} 个字符</source>
        <translation>Passphrase too short – at least {0} characters</translation>
    </message>
    <message>
        <source>另一事件</source>
        <translation>another incident</translation>
    </message>
    <message>
        <source>定级</source>
        <translation>Grade</translation>
    </message>
    <message>
        <source>已是该状态</source>
        <translation>It has this state already</translation>
    </message>
    <message>
        <source>建立大厅</source>
        <translation>Found hall</translation>
    </message>
    <message>
        <source>指挥长 {0}</source>
        <translation>commander {0}</translation>
    </message>
    <message>
        <source>排除接报</source>
        <translation>Discard report</translation>
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
        <source>没有内容 – 请填写文字</source>
        <translation>No content – give the text</translation>
    </message>
    <message>
        <source>没有发布对象 – 请选择喇叭或警报器</source>
        <translation>No targets – choose speakers or sirens</translation>
    </message>
    <message>
        <source>没有名称 – 请填写</source>
        <translation>No name – give one</translation>
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
        <source>没有理由 – 请填写理由</source>
        <translation>No reason – give one</translation>
    </message>
    <message>
        <source>没有账号 {0}</source>
        <translation>No account {0}</translation>
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
        <source>由另一席刚刚设立</source>
        <translation>just established by another seat</translation>
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
        <source>结案</source>
        <translation>Close incident</translation>
    </message>
    <message>
        <source>编制广播</source>
        <translation>Compose broadcast</translation>
    </message>
    <message>
        <source>记录</source>
        <translation>Log</translation>
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
        <source>该事件已有指挥部 ({0}) – 一个事件只能有一个指挥部, 可办理移交</source>
        <translation>This incident has a command ({0}) – an incident has one command only; it can be transferred</translation>
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
        <source>该地址的设备已登记 ({0} {1})</source>
        <translation>A device of this address is registered ({0} {1})</translation>
    </message>
    <message>
        <source>该工作组属于另一指挥部 – 请重新选择工作组</source>
        <translation>This sector belongs to another command – choose again</translation>
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
        <source>调整编组</source>
        <translation>Move to sector</translation>
    </message>
    <message>
        <source>账号 {0} 已存在</source>
        <translation>Account {0} exists already</translation>
    </message>
    <message>
        <source>账号名 {0} 不合规 – 2 至 32 个字母、数字、汉字或 . _ -</source>
        <translation>Account name {0} not valid – 2 to 32 letters, digits, Hanzi or . _ -</translation>
    </message>
    <message>
        <source>账号或口令不对 ({0})</source>
        <translation>Wrong account or passphrase ({0})</translation>
    </message>
    <message>
        <source>还有 {0} 支力量未归队 – 全部归队后才能结案</source>
        <translation>{0} forces have not returned – close once all have</translation>
    </message>
    <message>
        <source>退回接报</source>
        <translation>Return report</translation>
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
        <source>{0} {1}</source>
        <translation>{0} {1}</translation>
    </message>
    <message>
        <source>{0} {1} {2}, 限值 {3}</source>
        <translation>{0} {1} {2}, limit {3}</translation>
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
        <source>{0} 录音 {1:.1f} s</source>
        <translation>{0} recorded {1:.1f} s</translation>
    </message>
    <message>
        <source>{0} 报告: {1}</source>
        <translation>{0} reports: {1}</translation>
    </message>
    <message>
        <source>{0} 放行{1}, {2} 个对象</source>
        <translation>{0} releases {1}, {2} targets</translation>
    </message>
    <message>
        <source>{0} 登录失败</source>
        <translation>{0} failed to sign in</translation>
    </message>
    <message>
        <source>{0} 调入 {1}</source>
        <translation>{0} moved to {1}</translation>
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
        <source>{0}, 所挂: {1}</source>
        <translation>{0}, on it: {1}</translation>
    </message>
    <message>
        <source>何人</source>
        <translation>Who</translation>
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
        <source>地点不明</source>
        <translation>Place unknown</translation>
    </message>
    <message>
        <source>定级 {0}, {1}, 依据: {2}</source>
        <translation>Graded {0}, {1}, basis: {2}</translation>
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
        <source>指令 {0} → {1}</source>
        <translation>Order {0} → {1}</translation>
    </message>
    <message>
        <source>指令 {0} → {1}: {2}</source>
        <translation>Order {0} → {1}: {2}</translation>
    </message>
    <message>
        <source>指挥移交: {0} → {1} ({2})</source>
        <translation>Command transferred: {0} → {1} ({2})</translation>
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
        <source>撤销指挥部, 指挥长 {0}</source>
        <translation>Command closed, commander {0}</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>未分组</source>
        <translation>No sector</translation>
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
        <source>登记力量: {0}</source>
        <translation>Force registered: {0}</translation>
    </message>
    <message>
        <source>登记设备: {0}</source>
        <translation>Device registered: {0}</translation>
    </message>
    <message>
        <source>确认告警: {0}</source>
        <translation>Alarm acknowledged: {0}</translation>
    </message>
    <message>
        <source>立案 {0}: {1}</source>
        <translation>Incident {0} opened: {1}</translation>
    </message>
    <message>
        <source>系统</source>
        <translation>System</translation>
    </message>
    <message>
        <source>线路 {0} 中断</source>
        <translation>Wire {0} lost</translation>
    </message>
    <message>
        <source>线路 {0} 恢复</source>
        <translation>Wire {0} restored</translation>
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
        <source>记录: {0}</source>
        <translation>Log: {0}</translation>
    </message>
    <message>
        <source>设立{0}指挥部, 指挥长 {1}</source>
        <translation>{0} command established, commander {1}</translation>
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
        <source>账号 {0} ({1}) 变更</source>
        <translation>Account {0} ({1}) changed</translation>
    </message>
    <message>
        <source>退回接报: {0}</source>
        <translation>Report returned: {0}</translation>
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
        <source>{}级</source>
        <translation>Level {}</translation>
    </message>
    <message>
        <source>{}级响应</source>
        <translation>Response level {}</translation>
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
        <source>已回证</source>
        <translation>Confirmed</translation>
    </message>
    <message>
        <source>已完成</source>
        <translation>Done</translation>
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
        <source>已派</source>
        <translation>Assigned</translation>
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
        <source>广播</source>
        <translation>Speaker</translation>
    </message>
    <message>
        <source>当前降水量</source>
        <translation>Rain now</translation>
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
        <source>紧急</source>
        <translation>Emergency</translation>
    </message>
    <message>
        <source>累计雨量</source>
        <translation>Rain total</translation>
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
        <source>调度员</source>
        <translation>Dispatcher</translation>
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
        <source>过期</source>
        <translation>Expired</translation>
    </message>
    <message>
        <source>过期未发</source>
        <translation>Expired unsent</translation>
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
        <source>防拆</source>
        <translation>Tamper</translation>
    </message>
    <message>
        <source>集群短信</source>
        <translation>Radio text</translation>
    </message>
</context>
</TS>
