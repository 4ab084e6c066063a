// The tiles, with our credit line and scale bar above everything. All text and every colour come from the view.
import QtLocation
import QtPositioning
import QtQuick

Item {
    id: root

    property string host: ""
    property string cacheFolder: ""
    property color groundColour
    property color plateColour
    property color inkColour
    property string attribution: ""
    property int letterPx: 11
    property string scaleText: ""
    property real scaleLength: 0
    property var centre: QtPositioning.coordinate(0, 0)
    property real zoom: 8
    property bool tilesActive: host !== ""

    Rectangle {
        anchors.fill: parent
        color: root.groundColour
    }

    Loader {
        anchors.fill: parent
        active: root.tilesActive
        sourceComponent: Map {
            center: root.centre
            color: root.groundColour
            copyrightsVisible: false
            plugin: Plugin {
                name: "osm"

                PluginParameter { name: "osm.mapping.custom.host"; value: root.host }
                PluginParameter { name: "osm.mapping.providersrepository.disabled"; value: true }
                PluginParameter { name: "osm.mapping.cache.directory"; value: root.cacheFolder }
                PluginParameter { name: "osm.mapping.cache.disk.size"; value: 0 }
                PluginParameter { name: "osm.mapping.prefetching_style"; value: "NoPrefetching" }
            }
            zoomLevel: root.zoom

            Component.onCompleted: {
                for (let i = 0; i < supportedMapTypes.length; i++) {
                    if (supportedMapTypes[i].style === MapType.CustomMap)
                        activeMapType = supportedMapTypes[i];
                }
            }
        }
    }

    Rectangle {
        anchors.bottom: parent.bottom
        anchors.right: parent.right
        color: root.plateColour
        height: credit.implicitHeight + 4
        visible: root.attribution !== ""
        width: credit.width + 12
        z: 2

        Text {
            id: credit

            anchors.centerIn: parent
            color: root.inkColour
            // A credit has to be there, not to be read from ten metres: on a wall it stays small beside the map.
            font.pixelSize: Math.min(root.letterPx, Math.max(12, root.height / 40))
            horizontalAlignment: Text.AlignRight
            text: root.attribution
            width: Math.min(implicitWidth, root.width - bar.width - 24)
            wrapMode: Text.Wrap
        }
    }

    Rectangle {
        id: bar

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        color: root.plateColour
        height: figure.implicitHeight + 10
        visible: root.scaleLength > 0
        width: root.scaleLength + 16
        z: 2

        Text {
            id: figure

            color: root.inkColour
            font.pixelSize: root.letterPx
            text: root.scaleText
            x: 8
            y: 2
        }

        Rectangle {
            anchors.bottom: parent.bottom
            anchors.bottomMargin: 4
            color: root.inkColour
            height: 2
            width: root.scaleLength
            x: 8
        }
    }
}
